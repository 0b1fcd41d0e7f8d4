#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "eventstore/failures.hpp"
#include "projections/runner.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace kalends::testing {

constexpr std::size_t all_records = 1'000'000;

// How many events of each type there are.
class Counts : public View {
  public:
    explicit Counts(Database& database) : database_{database} {}

    void make_tables() override {
        database_.script("CREATE TABLE counts (type TEXT PRIMARY KEY, events INTEGER NOT NULL)");
    }
    void apply(const LoggedEvent& event) override {
        const auto type = event_type(event.stored.event);
        if (type == refused) throw std::runtime_error{"no such thing can be counted"};
        database_.run(
            "INSERT INTO counts VALUES (?1, 1) ON CONFLICT DO UPDATE SET events = events + 1",
            type);
    }
    [[nodiscard]] std::map<std::string, std::int64_t> all() {
        std::map<std::string, std::int64_t> found;
        database_.query("SELECT type, events FROM counts", {}, [&](const SqlRow& row) {
            found[std::string{row.text(0)}] = row.integer(1);
            return true;
        });
        return found;
    }

    // As if the disk were full while a question is answered, which tells its asker.
    void fill_the_disk() {
        database_.script("PRAGMA max_page_count = 20");
        CHECK_THROWS_AS(database_.run("INSERT INTO counts VALUES (hex(randomblob(1000000)), 1)"),
                        DatabaseFailed);
    }

    static inline std::string refused;

  private:
    Database& database_;
};

inline ViewKind counts(int version = 1) {
    return {"counts", version,
            [](Database& database) { return std::make_unique<Counts>(database); }};
}

// A log of which one record is gone.
class LogWithGap : public LogReader {
  public:
    LogWithGap(const LogReader& log, RecordNumber gap) : log_{log}, gap_{gap} {}

    [[nodiscard]] std::optional<std::string> read(RecordNumber record) const override {
        return record == gap_ ? std::nullopt : log_.read(record);
    }
    void scan(RecordNumber from, const TakeRecord& take) const override {
        log_.scan(from, [&](RecordNumber record, std::string_view bytes) {
            return record == gap_ || take(record, bytes);
        });
    }
    [[nodiscard]] RecordNumber last() const override { return log_.last(); }

  private:
    const LogReader& log_;
    RecordNumber gap_;
};

// The views of an office's log, in a folder that outlives them.
struct Views {
    explicit Views(Office& of, int version = 1) : office{of}, runner{open(version)} {}

    [[nodiscard]] std::unique_ptr<Runner> open(int version) {
        std::vector<ViewKind> kinds{counts(version)};
        return std::make_unique<Runner>(office.log, folder.path(), std::move(kinds),
                                        [this](const std::string& view, const std::string& why) {
                                            alarms.push_back(view + ": " + why);
                                        });
    }
    // As after a crash: what was not committed is gone.
    void reopen(int version = 1) {
        runner.reset();
        runner = open(version);
    }
    void follow() {
        while (runner->step(all_records)) continue;
    }
    [[nodiscard]] std::map<std::string, std::int64_t> rows() {
        auto* view = runner->find("counts");
        REQUIRE(view != nullptr);
        return static_cast<Counts*>(view)->all();
    }
    // That of the first generation.
    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "counts.1.db"; }
    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
            if (entry.path().extension() == ".db") names.insert(entry.path().filename());
        }
        return names;
    }

    Office& office;
    fakes::TemporaryFolder folder;
    std::vector<std::string> alarms;
    std::unique_ptr<Runner> runner;
};

inline void book(Office& office, int count) {
    static int half_hours = 0;
    for (int i = 0; i < count; ++i) {
        const auto start = at("2026-12-07T09:00:00Z") + Minutes{30 * ++half_hours};
        REQUIRE(std::holds_alternative<Accepted>(office.ask(office.book(start))));
    }
}

}  // namespace kalends::testing
