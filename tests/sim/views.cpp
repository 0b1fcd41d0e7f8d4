#include "tests/sim/views.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include "eventstore/failures.hpp"
#include "projections/all_views.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t all_events = 1'000'000;

// The log up to a record, as a restore leaves it. Its reads do not fail.
class Prefix : public LogReader {
  public:
    Prefix(const fakes::MemoryLog& log, std::uint64_t records)
        : records_{log.records().begin(),
                   log.records().begin() + static_cast<std::ptrdiff_t>(records)} {}

    [[nodiscard]] std::optional<std::string> read(RecordNumber record) const override {
        if (record == RecordNumber{} || record > last()) return std::nullopt;
        return records_[number(record) - 1];
    }
    void scan(RecordNumber from, const TakeRecord& take) const override {
        for (auto record = from; record <= last(); record = next(record)) {
            if (!take(record, records_[number(record) - 1])) return;
        }
    }
    [[nodiscard]] RecordNumber last() const override { return RecordNumber{records_.size()}; }

  private:
    std::vector<std::string> records_;
};

// Of the file system in memory where there is one: nothing is synced there, and nobody waits.
fs::path fastest_folder() {
    const fs::path in_memory{"/dev/shm"};
    return fs::is_directory(in_memory) ? in_memory : fs::temp_directory_path();
}

std::string bytes_of(const fs::path& file) {
    std::string bytes(fs::file_size(file), '\0');
    std::ifstream{file, std::ios::binary}.read(bytes.data(),
                                               static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

std::string database_of(const std::string& file) {
    constexpr std::string_view ending = ".db";
    return file.substr(0, file.find(ending) + ending.size());
}

}  // namespace

Views::Views(std::uint64_t seed, Sources sources, Tally& tally)
    : sources_{std::move(sources)}, tally_{tally}, chance_{seed}, folder_{fastest_folder()} {}

Views::~Views() = default;

std::unique_ptr<Runner> Views::open(const LogReader& log, fs::path folder) {
    return std::make_unique<Runner>(log, std::move(folder), all_views(sources_.open),
                                    [](const std::string&, const std::string&) {});
}

void Views::start() {
    seen_.clear();
    tried_again_.clear();
    rebuilding_.clear();
    runner_ = open(sources_.log, folder_.path());
    check_committed_is_there();
    if (chance_.one_in(12)) check_rows(*runner_, sources_.log);
    if (chance_.one_in(12)) try_on_restored_log();
}

// What a kill leaves: all that was written, also of a transaction that was never committed.
Views::Images Views::images() const {
    Images all;
    for (const auto& entry : fs::directory_iterator{folder_.path()}) {
        const auto name = entry.path().filename().string();
        all[database_of(name)][name] = bytes_of(entry.path());
    }
    return all;
}

// What a power cut leaves: of each file what some commit left, no two of the same moment.
Views::Images Views::some_images() {
    kept_.push_back(images());
    const auto any = [this]() -> const Images& { return kept_[chance_.below(kept_.size())]; };
    auto chosen = any();
    for (auto& [database, image] : chosen) {
        const auto& other = any();
        if (const auto found = other.find(database); found != other.end()) image = found->second;
    }
    return chosen;
}

void Views::end_with(const Images& images) {
    if (!rebuilding_.empty()) tally_.reached(Rare::view_crash_in_rebuild);
    runner_.reset();
    for (const auto& entry : fs::directory_iterator{folder_.path()}) fs::remove(entry.path());
    for (const auto& [database, image] : images) {
        for (const auto& [name, bytes] : image) {
            std::ofstream{folder_.path() / name, std::ios::binary} << bytes;
        }
    }
}

void Views::kill() {
    if (!runner_) return;
    for (const auto& [name, position] : committed_) {
        if (runner_->position_of(name) > position) tally_.reached(Rare::view_rows_not_committed);
    }
    end_with(images());
}

void Views::cut_power() {
    if (!runner_) return;
    end_with(some_images());
    committed_.clear();
    kept_.clear();
    tally_.reached(Rare::view_power_cut);
}

void Views::close() {
    if (!runner_) return;
    commit();
    runner_.reset();
}

void Views::act() {
    if (!runner_) return;
    if (runner_->stands_still()) {
        tally_.reached(Rare::view_stands_still);
        if (chance_.one_in(4)) return try_again();
    }
    const auto kind = chance_.below(400);
    if (kind < 60) {
        step(1 + chance_.below(30));
    } else if (kind < 80) {
        commit();
    } else if (kind < 95) {
        ask();
    } else if (kind < 98) {
        rebuild();
    } else if (kind == 98) {
        check_rows(*runner_, sources_.log);
    }
}

void Views::step(std::size_t events_max) {
    try {
        (void)runner_->step(events_max);
    } catch (const StorageFailed&) {
        tally_.reached(Rare::view_read_failed);
    }
    note_handed_over();
}

void Views::note_handed_over() {
    std::erase_if(rebuilding_, [this](const std::string& name) {
        const bool is_over = !runner_->state_of(name).rebuilt_to;
        if (is_over) tally_.reached(Rare::view_taken_over);
        return is_over;
    });
}

void Views::commit() {
    runner_->commit();
    for (const auto& state : runner_->states()) {
        if (!state.trouble) committed_[state.name] = state.position;
    }
    constexpr std::size_t kept_max = 4;
    if (!chance_.one_in(5)) return;
    kept_.push_back(images());
    if (kept_.size() > kept_max) kept_.pop_front();
}

void Views::rebuild() {
    const auto states = runner_->states();
    const auto& name = states[chance_.below(states.size())].name;
    hold(runner_->rebuild(name), "I7", "a view that there is cannot be made again");
    rebuilding_.insert(name);
}

// From then on they do not answer until they have caught up.
void Views::try_again() {
    for (const auto& state : runner_->states()) {
        if (!state.trouble) continue;
        tried_again_.insert(state.name);
        tally_.reached(Rare::view_tried_again);
    }
    runner_->try_again();
}

// As the views' thread answers: when they have caught up, or late.
void Views::ask() {
    const auto wanted = sources_.fold.head().position();
    for (auto steps = chance_.below(20); steps > 0 && !runner_->has_reached(wanted); --steps) {
        step(1 + chance_.below(30));
    }
    if (!rebuilding_.empty()) tally_.reached(Rare::view_asked_in_rebuild);
    check_answer(!runner_->has_reached(wanted));
}

void Views::check_answer(bool is_late) {
    for (const auto& state : runner_->states()) {
        if (state.trouble) continue;
        const auto seen = seen_.find(state.name);
        if (seen != seen_.end()) {
            const bool may_be_missing = tried_again_.contains(state.name);
            hold(state.is_complete || may_be_missing, "I7", "a view that answered is missing");
            hold(!state.is_complete || state.position >= seen->second, "I7",
                 "a view shows what it showed before");
        }
        if (!state.is_complete) continue;
        tried_again_.erase(state.name);
        seen_[state.name] = state.position;
        hold(is_late || state.position == sources_.fold.head().position(), "I7",
             "a stale answer is not called late");
        constexpr std::size_t bookings_max = 5;
        if (!is_late && state.name == "bookings") check_newest(bookings_max);
    }
}

// Against the fold that the simulator makes by itself.
void Views::check_newest(std::size_t bookings_max) {
    auto* view = dynamic_cast<BookingsView*>(runner_->find("bookings"));
    hold(view != nullptr, "I7", "the bookings are not there");
    BookingsQuery query{.organisation = sources_.organisation,
                        .sort = BookingsQuery::Sort::created_descending,
                        .limit = bookings_max};
    const auto listed = view->list(query).value_or(BookingsPage{}).bookings;
    std::size_t bookings = 0;
    for (const auto stream : sources_.fold.streams()) {
        bookings += stream.kind == StreamKind::booking ? 1 : 0;
    }
    hold(listed.size() == std::min(bookings, bookings_max), "I7", "a booking is not listed");
    for (const auto& [place, booking, opened] : listed) {
        const auto* folded = sources_.fold.find(stream_of(booking.id));
        hold(folded != nullptr && *folded->as<Booking>() == booking, "I7",
             "a booking is listed as it is not");
    }
}

// Of what a kill left nothing is lost that was committed. A view that stands still from the first
// could not find out what its file is, for the log could not be read.
void Views::check_committed_is_there() {
    for (const auto& state : runner_->states()) {
        if (state.trouble) {
            tally_.reached(Rare::view_read_failed);
            continue;
        }
        const auto found = committed_.find(state.name);
        hold(found == committed_.end() || state.position >= found->second, "I7",
             "a view lost what it had committed");
    }
}

// A view's rows are what another making of it has when it comes to the same record.
void Views::check_rows(Runner& runner, const LogReader& log) {
    std::map<std::uint64_t, std::unique_ptr<Runner>> made;
    for (const auto& state : runner.states()) {
        const auto records = number(log.last()) - state.records_behind;
        hold(records <= number(log.last()), "I7", "a view is ahead of the log");
        if (state.trouble) continue;
        const Prefix prefix{sources_.log, records};
        auto& fresh = made[records];
        if (!fresh) {
            fresh = open(prefix, {});
            while (fresh->step(all_events)) continue;
        }
        if (fresh->state_of(state.name).trouble) continue;
        hold(fresh->position_of(state.name) == state.position, "I7",
             "a view's position is not its record's");
        hold(fresh->state_hash(state.name) == runner.state_hash(state.name), "I7",
             "a view is not the fold of the log up to its position");
    }
}

// The log was restored from a backup, and the views' files were not.
void Views::try_on_restored_log() {
    const auto records = number(sources_.log.last());
    const auto lost = chance_.below(std::min<std::uint64_t>(records, 8) + 1);
    const Prefix restored{sources_.log, records - lost};
    const fakes::TemporaryFolder folder{fastest_folder()};
    for (const auto& entry : fs::directory_iterator{folder_.path()}) {
        fs::copy_file(entry.path(), folder.path() / entry.path().filename());
    }
    for (const auto& state : runner_->states()) {
        if (state.records_behind < lost) tally_.reached(Rare::view_beyond_restored_log);
    }
    const auto runner = open(restored, folder.path());
    while (runner->step(all_events)) continue;
    for (const auto& state : runner->states()) {
        hold(state.records_behind == 0 || state.trouble, "I7",
             "a view does not follow a restored log to its end");
    }
    check_rows(*runner, restored);
}

void Views::check_end() {
    const auto has_trouble = [](const ViewState& state) {
        return state.trouble || state.rebuild_trouble;
    };
    const bool must_start = !runner_ || std::ranges::any_of(runner_->states(), has_trouble);
    if (must_start) {
        kill();
        start();
    }
    while (runner_->step(all_events)) continue;
    for (const auto& state : runner_->states()) {
        hold(state.is_complete && state.records_behind == 0 && !state.trouble && !state.rebuilt_to,
             "I7", "a view does not come to the end of the log");
        for (const auto octet : runner_->state_hash(state.name).octets) {
            trace_ = (trace_ ^ octet) * 0x100000001b3ULL;
        }
    }
    check_newest(all_events);
    check_rows(*runner_, sources_.log);
}

std::unique_ptr<Views> make_views(std::uint64_t seed, Views::Sources sources, Tally& tally) {
    constexpr std::uint64_t seeds_without_of_four = 3;
    fakes::SeededRandomness chance{seed + 0x71e35ULL};
    if (chance.below(4) < seeds_without_of_four) return nullptr;
    return std::make_unique<Views>(chance.below(~0ULL), std::move(sources), tally);
}

}  // namespace kalends::sim
