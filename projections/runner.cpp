#include "projections/runner.hpp"

#include <algorithm>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/result.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

Result<std::vector<StoredEvent>, std::string> decode_all(
    const std::vector<std::string_view>& events) {
    try {
        std::vector<StoredEvent> all;
        all.reserve(events.size());
        for (const auto event : events) all.push_back(decode_event(event));
        return all;
    } catch (const UnreadableEvent& why) {
        return std::string{why.what()};
    }
}

}  // namespace

Runner::Runner(const LogReader& log, const std::filesystem::path& folder,
               std::vector<ViewKind> kinds, Alarm alarm)
    : log_{log},
      alarm_{[this, tell = std::move(alarm)](const std::string& view, const std::string& why) {
          auto& told = told_[view];
          if (std::exchange(told, why) != why) tell(view, why);
      }} {
    for (auto& kind : kinds) {
        ViewFiles files{folder, kind.name};
        projections_.push_back(std::make_unique<Projection>(std::move(kind), std::move(files)));
        open(*projections_.back());
    }
}

Runner::~Runner() = default;

// A failure that says nothing about the files leaves them all alone: the view stands still.
void Runner::open(Projection& projection) try {
    projection.files.make_folder();
    projection.answering = take_up(projection);
    if (!projection.answering) {
        const auto file = projection.files.next();
        projection.answering = Generation::make(projection.kind, file, alarm_);
    }
    if (projection.answering->is_complete()) {
        projection.files.remove_others({projection.answering->file()});
    }
} catch (const std::exception& why) {
    projection.answering = Generation::standing_still(projection.kind, why.what(), alarm_);
}

// The latest that is complete answers; else the one goes on that has come furthest. Null if no file
// can be taken up. Nothing is removed before all of them are known, and what another version made
// not before this one is complete: whoever goes back to that version finds it as it was.
std::unique_ptr<Generation> Runner::take_up(const Projection& projection) const {
    const auto worth = [](const Generation& one) {
        return std::pair{one.is_complete(), one.is_complete() ? RecordNumber{} : one.head().record};
    };
    std::unique_ptr<Generation> chosen;
    std::vector<std::filesystem::path> useless;
    for (const auto& file : projection.files.all()) {
        auto found = Generation::take_up(projection.kind, file, log_, alarm_);
        if (!found) {
            if (found.error() == Unfit::useless) useless.push_back(file);
        } else if (!chosen || worth(**found) > worth(*chosen)) {
            chosen = *std::move(found);
        }
    }
    for (const auto& file : useless) ViewFiles::remove(file);
    return chosen;
}

std::vector<Generation*> Runner::generations() {
    std::vector<Generation*> all;
    for (const auto& projection : projections_) {
        all.push_back(projection->answering.get());
        if (projection->filling) all.push_back(projection->filling.get());
    }
    return all;
}

// Those that stand at the same record and lack the next, so that one reading serves all of them.
// What answers is not held up by what is being filled; of these the foremost come first.
std::vector<Generation*> Runner::next_group() {
    const auto last = log_.last();
    auto lacking = generations();
    std::erase_if(lacking, [last](const Generation* generation) {
        return generation->trouble() || generation->head().record >= last;
    });
    if (lacking.empty()) return {};
    const auto* first = *std::ranges::max_element(lacking, {}, [](const Generation* generation) {
        return std::pair{generation->is_complete(), generation->head().record};
    });
    std::erase_if(lacking, [at = first->head().record](const Generation* generation) {
        return generation->head().record != at;
    });
    return lacking;
}

// Where the nearest of the others stands: there both join, and are level from then on. Nothing if
// none is ahead.
std::optional<RecordNumber> Runner::nearest_after(RecordNumber record) {
    std::optional<RecordNumber> nearest;
    for (const auto* generation : generations()) {
        const auto at = generation->head().record;
        if (generation->trouble() || at <= record) continue;
        nearest = nearest ? std::min(*nearest, at) : at;
    }
    return nearest;
}

bool Runner::step(std::size_t events_max) {
    std::size_t applied = 0;
    while (applied < events_max) {
        const auto group = next_group();
        if (group.empty()) break;
        const auto at = group.front()->head().record;
        const auto until = nearest_after(at);
        auto reached = at;
        log_.scan(next(at), [&](RecordNumber record, std::string_view bytes) {
            if (record != next(reached)) return false;
            applied += apply(group, bytes);
            reached = record;
            return applied < events_max && reached != until;
        });
        if (reached == at) {
            throw StorageFailed{"the log lacks record " + std::to_string(number(next(at)))};
        }
    }
    hand_over();
    return !next_group().empty();
}

std::size_t Runner::apply(const std::vector<Generation*>& group, std::string_view bytes) {
    const auto record = parse_record(bytes);
    if (!record) {
        for (auto* generation : group) generation->stand_still("a record cannot be read");
        return 1;
    }
    const auto events = decode_all(record->events);
    for (auto* generation : group) {
        if (events) {
            generation->apply(*record, *events);
        } else {
            generation->stand_still(events.error());
        }
    }
    return std::max<std::size_t>(1, record->events.size());
}

// What is filled as far as it must be answers from here on, and is never behind what it replaces.
bool Runner::may_take_over(const Projection& projection) const {
    const auto& answering = *projection.answering;
    const auto& filling = projection.filling;
    if (!filling || filling->trouble()) return false;
    if (planted(PlantedBug::view_handed_over_early)) return true;
    const bool answers = answering.is_complete() && !answering.trouble();
    return filling->head().record >= (answers ? answering.head().record : log_.last());
}

void Runner::hand_over() {
    for (const auto& projection : projections_) {
        if (may_take_over(*projection)) {
            take_over(*projection);
        } else if (projection->answering->head().record == log_.last()) {
            complete(*projection);
        }
    }
}

void Runner::take_over(Projection& projection) {
    projection.filling->complete();
    projection.filling->commit();
    if (projection.filling->trouble()) return;
    told_.erase(projection.kind.name);
    projection.answering = std::move(projection.filling);
    projection.files.remove_others({projection.answering->file()});
}

// What is being filled for the first time has come to the end of the log: it answers from here on,
// and nothing needs what another version left.
void Runner::complete(Projection& projection) {
    auto& answering = *projection.answering;
    if (answering.is_complete() || answering.trouble()) return;
    answering.complete();
    answering.commit();
    if (answering.trouble()) return;
    told_.erase(projection.kind.name);
    const auto& filling = projection.filling;
    projection.files.remove_others({answering.file(), filling ? filling->file() : ""});
}

void Runner::commit() {
    for (auto* generation : generations()) generation->commit();
}

bool Runner::stands_still() const {
    return std::ranges::any_of(projections_, [](const auto& projection) {
        return projection->answering->trouble().has_value();
    });
}

// Nothing of what it had in memory is trusted, nor its connection: the file is opened anew.
void Runner::try_again() {
    for (const auto& projection : projections_) {
        const auto& filling = projection->filling;
        const bool is_made_again = filling && !filling->trouble();
        if (!projection->answering->trouble() || is_made_again) continue;
        projection->filling.reset();
        projection->answering.reset();
        open(*projection);
        projection->answering->catch_up_first();
    }
}

bool Runner::rebuild(std::string_view name) {
    for (const auto& projection : projections_) {
        if (projection->kind.name != name) continue;
        if (projection->filling && !projection->filling->trouble()) return true;
        begin_filling(*projection);
        return true;
    }
    return false;
}

void Runner::begin_filling(Projection& projection) try {
    told_.erase(projection.kind.name);
    if (projection.filling) {
        const auto failed = projection.filling->file();
        projection.filling.reset();
        ViewFiles::remove(failed);
    }
    projection.files.make_folder();
    const auto file = projection.files.next();
    projection.filling = Generation::make(projection.kind, file, alarm_);
} catch (const std::exception& why) {
    projection.filling = Generation::standing_still(projection.kind, why.what(), alarm_);
}

const Runner::Projection& Runner::projection(std::string_view name) const {
    const auto found =
        std::ranges::find(projections_, name, [](const auto& p) { return p->kind.name; });
    ensure(found != projections_.end(), "only views that there are are asked for");
    return **found;
}

}  // namespace kalends
