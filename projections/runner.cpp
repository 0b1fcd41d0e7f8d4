#include "projections/runner.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/result.hpp"
#include "eventstore/record.hpp"

namespace kalends {
namespace {

namespace fs = std::filesystem;

// The number in "bookings.7.db"; nothing for any other file.
std::optional<std::uint64_t> generation_of(const std::string& file, const std::string& view) {
    if (!file.starts_with(view + ".") || !file.ends_with(".db")) return std::nullopt;
    const auto* begin = file.data() + view.size() + 1;
    const auto* end = file.data() + file.size() - 3;
    std::uint64_t generation = 0;
    const auto [stop, error] = std::from_chars(begin, end, generation);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return generation;
}

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

Runner::Runner(const LogReader& log, fs::path folder, std::vector<ViewKind> kinds, Alarm alarm)
    : log_{log}, folder_{std::move(folder)}, alarm_{std::move(alarm)} {
    if (!folder_.empty()) {
        fs::create_directories(folder_);
        fs::permissions(folder_, fs::perms::owner_all);
    }
    for (auto& kind : kinds) {
        auto made = std::make_unique<Projection>();
        made->kind = std::move(kind);
        open(*made);
        projections_.push_back(std::move(made));
    }
}

Runner::~Runner() = default;

fs::path Runner::file_of(const Projection& projection, std::uint64_t generation) const {
    if (folder_.empty()) return ":memory:";
    return folder_ / (projection.kind.name + "." + std::to_string(generation) + ".db");
}

// The latest first.
std::vector<std::uint64_t> Runner::files_of(const Projection& projection) const {
    std::vector<std::uint64_t> found;
    if (folder_.empty()) return found;
    for (const auto& entry : fs::directory_iterator{folder_}) {
        const auto number = generation_of(entry.path().filename(), projection.kind.name);
        if (number) found.push_back(*number);
    }
    std::ranges::sort(found, std::greater{});
    return found;
}

// The latest that is complete answers; whatever else is there was left by a crash.
void Runner::open(Projection& projection) {
    for (const auto number : files_of(projection)) {
        if (projection.answering && projection.answering->is_complete()) {
            remove_database(file_of(projection, number));
            continue;
        }
        if (projection.answering) Generation::remove(std::move(projection.answering));
        projection.number = number;
        projection.answering = std::make_unique<Generation>(
            projection.kind, file_of(projection, number), log_, alarm_);
    }
    if (projection.answering) return;
    projection.answering = std::make_unique<Generation>(
        projection.kind, file_of(projection, projection.number), log_, alarm_);
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

bool Runner::step(std::size_t events_max) {
    std::size_t applied = 0;
    while (applied < events_max) {
        const auto group = next_group();
        if (group.empty()) break;
        const auto from = next(group.front()->head().record);
        log_.scan(from, [&](RecordNumber, std::string_view bytes) {
            applied += apply(group, bytes);
            return applied < events_max;
        });
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
    const auto last = log_.last();
    for (const auto& projection : projections_) {
        auto& answering = projection->answering;
        auto& filling = projection->filling;
        if (answering->head().record == last) answering->complete();
        if (!may_take_over(*projection)) continue;
        filling->complete();
        filling->commit();
        if (filling->trouble()) continue;
        Generation::remove(std::exchange(answering, std::move(filling)));
        ++projection->number;
    }
}

void Runner::commit() {
    for (auto* generation : generations()) generation->commit();
}

bool Runner::rebuild(std::string_view name) {
    for (const auto& projection : projections_) {
        if (projection->kind.name != name) continue;
        if (projection->filling && !projection->filling->trouble()) return true;
        if (projection->filling) Generation::remove(std::move(projection->filling));
        const auto file = file_of(*projection, projection->number + 1);
        projection->filling = std::make_unique<Generation>(projection->kind, file, log_, alarm_);
        return true;
    }
    return false;
}

const Runner::Projection& Runner::projection(std::string_view name) const {
    const auto found =
        std::ranges::find(projections_, name, [](const auto& p) { return p->kind.name; });
    ensure(found != projections_.end(), "only views that there are are asked for");
    return **found;
}

bool Runner::has_reached(Position wanted) const {
    return std::ranges::all_of(projections_, [wanted](const auto& projection) {
        const auto& answering = *projection->answering;
        if (!answering.is_complete() || answering.trouble()) return true;
        return answering.head().position() >= wanted;
    });
}

Position Runner::position() const {
    std::optional<Position> least;
    for (const auto& projection : projections_) {
        const auto& answering = *projection->answering;
        if (!answering.is_complete() || answering.trouble()) continue;
        const auto position = answering.head().position();
        least = least ? std::min(*least, position) : position;
    }
    return least.value_or(Position{});
}

View* Runner::find(std::string_view name) {
    for (const auto& projection : projections_) {
        auto& answering = *projection->answering;
        if (projection->kind.name != name) continue;
        return answering.is_complete() && !answering.trouble() ? &answering.view() : nullptr;
    }
    return nullptr;
}

Position Runner::position_of(std::string_view name) const {
    return projection(name).answering->head().position();
}

ViewState Runner::state_of(std::string_view name) const {
    return state_of(projection(name));
}

ViewState Runner::state_of(const Projection& projection) const {
    const auto& answering = *projection.answering;
    const auto& filling = projection.filling;
    ViewState state{.name = projection.kind.name,
                    .version = projection.kind.version,
                    .position = answering.head().position(),
                    .records_behind = number(log_.last()) - number(answering.head().record),
                    .is_complete = answering.is_complete(),
                    .trouble = answering.trouble(),
                    .rebuilt_to = std::nullopt,
                    .rebuild_trouble = std::nullopt,
                    .filled = std::nullopt};
    if (filling) {
        state.rebuilt_to = filling->head().position();
        state.rebuild_trouble = filling->trouble();
    }
    if (const auto* filled = filling_of(projection)) {
        state.filled = {number(filled->head().record), number(log_.last())};
    }
    return state;
}

// Null if none of its generations is being filled.
const Generation* Runner::filling_of(const Projection& projection) {
    const auto* filling =
        projection.filling ? projection.filling.get() : projection.answering.get();
    return filling->is_complete() || filling->trouble() ? nullptr : filling;
}

bool Runner::is_filling() const {
    return std::ranges::any_of(
        projections_, [](const auto& projection) { return filling_of(*projection) != nullptr; });
}

Digest Runner::state_hash(std::string_view name) {
    auto& answering = *projection(name).answering;
    answering.commit();
    return answering.state_hash();
}

std::vector<ViewState> Runner::states() const {
    std::vector<ViewState> all;
    all.reserve(projections_.size());
    for (const auto& projection : projections_) all.push_back(state_of(*projection));
    return all;
}

}  // namespace kalends
