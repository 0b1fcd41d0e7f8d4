#include "projections/runner.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "eventstore/failures.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Office;

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

ViewKind counts(int version = 1) {
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

void book(Office& office, int count) {
    static int half_hours = 0;
    for (int i = 0; i < count; ++i) {
        const auto start = at("2026-12-07T09:00:00Z") + Minutes{30 * ++half_hours};
        REQUIRE(std::holds_alternative<Accepted>(office.ask(office.book(start))));
    }
}

}  // namespace

TEST_CASE("a view follows the log, and says where it stands") {
    Office office;
    Views views{office};
    CHECK(views.runner->find("counts") == nullptr);
    views.follow();
    CHECK(views.runner->position_of("counts") == office.engine->position());
    book(office, 3);
    CHECK_FALSE(views.runner->has_reached(office.engine->position()));
    CHECK(views.runner->state_of("counts").records_behind == 3);
    views.follow();
    CHECK(views.runner->has_reached(office.engine->position()));
    CHECK(views.rows()["booking.confirmed.v1"] == 3);
}

TEST_CASE("nobody but the owner looks into the views' folder") {
    Office office;
    const Views views{office};
    CHECK(std::filesystem::status(views.folder.path()).permissions() ==
          std::filesystem::perms::owner_all);
}

TEST_CASE("a view goes on from its last commit, whenever it was killed") {
    Office office;
    Views views{office};
    for (int round = 0; round < 8; ++round) {
        book(office, 3);
        views.runner->step(1 + static_cast<std::size_t>(round) % 4);
        if (round % 2 == 0) views.runner->commit();
        views.reopen();
    }
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 24);
    CHECK(views.rows()["host.created.v1"] == 1);
}

TEST_CASE("another version of a view is filled beside the rows it cannot read, and replaces them") {
    Office office;
    Views views{office};
    book(office, 20);
    views.follow();
    views.runner->commit();
    views.reopen(2);
    CHECK(views.runner->step(4));
    CHECK(views.runner->find("counts") == nullptr);
    CHECK(views.runner->is_filling());
    CHECK(views.files() == std::set<std::string>{"counts.1.db", "counts.2.db"});
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 20);
    CHECK(views.files() == std::set<std::string>{"counts.2.db"});
}

TEST_CASE("another version of a view goes on after a crash from where it was filled to") {
    Office office;
    Views views{office};
    book(office, 20);
    views.follow();
    views.runner->commit();
    views.reopen(2);
    CHECK(views.runner->step(4));
    views.runner->commit();
    const auto filled_to = views.runner->position_of("counts");
    views.reopen(2);
    CHECK(views.runner->position_of("counts") == filled_to);
    CHECK(filled_to > Position{});
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 20);
}

TEST_CASE("whoever goes back to the earlier version of a view finds its rows as they were") {
    Office office;
    Views views{office};
    book(office, 20);
    views.follow();
    views.runner->commit();
    views.reopen(2);
    CHECK(views.runner->step(4));
    views.runner->commit();
    views.reopen(1);
    CHECK(views.rows()["booking.confirmed.v1"] == 20);
    CHECK(views.files() == std::set<std::string>{"counts.1.db"});
}

TEST_CASE("a view that stands at a record of another log is made again") {
    Office office;
    Views views{office};
    book(office, 1);
    views.follow();
    views.runner->commit();
    Office other;
    book(other, 1);
    views.runner.reset();
    Runner runner{other.log, views.folder.path(), {counts()}, {}};
    CHECK(runner.find("counts") == nullptr);
    while (runner.step(all_records)) continue;
    CHECK(runner.position_of("counts") == other.engine->position());
}

TEST_CASE("a file that is no database is made again") {
    Office office;
    Views views{office};
    views.runner.reset();
    std::ofstream{views.file()} << std::string(5'000, 'x');
    views.reopen();
    views.follow();
    CHECK(views.rows()["host.created.v1"] == 1);
}

TEST_CASE("a database of something else is made again") {
    Office office;
    Views views{office};
    views.runner.reset();
    ViewFiles::remove(views.file());
    Database{views.file()}.script("CREATE TABLE generation (of TEXT)");
    views.reopen();
    views.follow();
    CHECK(views.rows()["host.created.v1"] == 1);
    CHECK(views.alarms.empty());
}

TEST_CASE("a file whose making was cut off is made again") {
    Office office;
    Views views{office};
    views.runner.reset();
    ViewFiles::remove(views.file());
    std::ofstream{views.file()} << "";
    views.reopen();
    views.follow();
    CHECK(views.rows()["host.created.v1"] == 1);
    CHECK(views.alarms.empty());
}

TEST_CASE("a file that cannot be opened now is left alone, and its view stands still") {
    Office office;
    book(office, 2);
    Views views{office};
    views.follow();
    views.runner->commit();
    views.runner.reset();
    {
        Database locked{views.file()};
        locked.begin();
        views.reopen();
        views.follow();
        CHECK(views.runner->find("counts") == nullptr);
        REQUIRE(views.runner->state_of("counts").trouble);
        CHECK(views.runner->state_of("counts").trouble->find("locked") != std::string::npos);
        CHECK(views.runner->has_reached(office.engine->position()));
        CHECK(views.alarms.size() == 1);
        locked.roll_back();
    }
    views.reopen();
    CHECK(views.rows()["booking.confirmed.v1"] == 2);
}

TEST_CASE("a log that cannot be read says nothing about a view's file") {
    Office office;
    Views views{office};
    views.follow();
    views.runner->commit();
    office.faults.at_read(1);
    views.reopen();
    CHECK(views.runner->state_of("counts").trouble);
    views.reopen();
    CHECK(views.rows()["host.created.v1"] == 1);
}

TEST_CASE("a folder that cannot be made leaves the views without files, and the log unread") {
    Office office;
    const fakes::TemporaryFolder folder;
    std::ofstream{folder.path() / "views"} << "no folder";
    std::vector<std::string> alarms;
    Runner runner{office.log,
                  folder.path() / "views",
                  {counts()},
                  [&](const std::string& view, const std::string&) { alarms.push_back(view); }};
    CHECK_FALSE(runner.step(all_records));
    runner.commit();
    CHECK(runner.find("counts") == nullptr);
    CHECK(runner.state_of("counts").trouble);
    CHECK(alarms == std::vector<std::string>{"counts"});
    REQUIRE(runner.rebuild("counts"));
    CHECK(runner.state_of("counts").rebuild_trouble);
}

TEST_CASE("a view whose file cannot be opened is made again beside it") {
    Office office;
    book(office, 2);
    Views views{office};
    views.follow();
    views.runner.reset();
    Database locked{views.file()};
    locked.begin();
    views.reopen();
    REQUIRE(views.runner->rebuild("counts"));
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 2);
    CHECK(views.files() == std::set<std::string>{"counts.2.db"});
}

TEST_CASE("while a view is made again the old rows answer, and then the new ones") {
    Office office;
    book(office, 20);
    Views views{office};
    views.follow();
    REQUIRE(views.runner->rebuild("counts"));
    CHECK_FALSE(views.runner->rebuild("nothing"));
    std::size_t steps = 0;
    bool has_more = true;
    while (has_more) {
        book(office, 1);
        const auto confirmed = 20 + static_cast<std::int64_t>(++steps);
        has_more = views.runner->step(4);
        CHECK(views.rows()["booking.confirmed.v1"] == confirmed);
        CHECK(views.runner->has_reached(office.engine->position()));
    }
    CHECK(steps > 3);
    CHECK_FALSE(views.runner->state_of("counts").rebuilt_to);
    CHECK(views.files() == std::set<std::string>{"counts.2.db"});
    views.reopen();
    CHECK(views.rows()["booking.confirmed.v1"] == 20 + static_cast<std::int64_t>(steps));
}

TEST_CASE("what answers is brought to the end of the log before what is being filled") {
    Office office;
    book(office, 20);
    Views views{office};
    views.follow();
    views.runner->commit();
    book(office, 10);
    REQUIRE(views.runner->rebuild("counts"));
    for (int i = 0; i < 10; ++i) {
        views.runner->step(1);
        CHECK(views.runner->state_of("counts").records_behind == 9U - static_cast<unsigned>(i));
    }
    CHECK(views.runner->state_of("counts").rebuilt_to->sequence == Sequence{});
}

TEST_CASE("a making that was cut off by a crash leaves the old rows to answer") {
    Office office;
    book(office, 20);
    Views views{office};
    views.follow();
    views.runner->commit();
    REQUIRE(views.runner->rebuild("counts"));
    views.runner->step(4);
    views.runner->commit();
    views.reopen();
    CHECK(views.rows()["booking.confirmed.v1"] == 20);
    CHECK(views.files() == std::set<std::string>{"counts.1.db"});
}

TEST_CASE("a transaction that SQLite gave up takes the head along with its rows") {
    Office office;
    Views views{office};
    views.follow();
    views.runner->commit();
    book(office, 3);
    views.follow();
    auto* counts = dynamic_cast<Counts*>(views.runner->find("counts"));
    REQUIRE(counts != nullptr);
    counts->fill_the_disk();
    views.runner->commit();
    CHECK(views.alarms.size() == 1);
    CHECK(views.runner->find("counts") == nullptr);
    views.reopen();
    CHECK(views.rows()["booking.confirmed.v1"] == 0);
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 3);
}

TEST_CASE("a view that is tried again goes on from its last commit, and answers once it is there") {
    Office office;
    Views views{office};
    views.follow();
    views.runner->commit();
    Counts::refused = "booking.confirmed.v1";
    book(office, 2);
    views.follow();
    CHECK(views.runner->stands_still());
    views.runner->try_again();
    views.follow();
    CHECK(views.alarms.size() == 1);
    Counts::refused = {};
    views.runner->try_again();
    CHECK_FALSE(views.runner->stands_still());
    CHECK(views.runner->find("counts") == nullptr);
    CHECK(views.runner->is_filling());
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 2);
    CHECK(views.rows()["host.created.v1"] == 1);
    CHECK(views.files() == std::set<std::string>{"counts.1.db"});
}

TEST_CASE("a view whose file could not be opened is opened when it is tried again") {
    Office office;
    Views views{office};
    views.follow();
    views.runner->commit();
    views.runner.reset();
    auto locked = std::make_unique<Database>(views.file());
    locked->begin();
    views.reopen();
    views.runner->try_again();
    CHECK(views.runner->stands_still());
    CHECK(views.alarms.size() == 1);
    locked.reset();
    views.runner->try_again();
    CHECK(views.runner->position_of("counts") == office.engine->position());
    views.follow();
    CHECK(views.rows()["host.created.v1"] == 1);
}

TEST_CASE("a view that is being made again is left to that when others are tried again") {
    Office office;
    book(office, 20);
    Views views{office};
    views.follow();
    views.runner->commit();
    Counts::refused = "booking.confirmed.v1";
    book(office, 1);
    views.follow();
    Counts::refused = {};
    REQUIRE(views.runner->rebuild("counts"));
    views.runner->step(4);
    const auto rebuilt_to = views.runner->state_of("counts").rebuilt_to;
    views.runner->try_again();
    CHECK(views.runner->state_of("counts").rebuilt_to == rebuilt_to);
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 21);
}

TEST_CASE("views that a crash left at different records are level before they have reached any") {
    Office office;
    book(office, 20);
    const fakes::TemporaryFolder folder;
    const auto open = [&](std::vector<std::string> names) {
        std::vector<ViewKind> kinds;
        for (const auto& name : names) kinds.push_back({name, 1, counts().make});
        return std::make_unique<Runner>(office.log, folder.path(), std::move(kinds), Alarm{});
    };
    for (const auto& names : {std::vector<std::string>{"one", "other"}, {"other"}}) {
        auto runner = open(names);
        while (runner->step(all_records)) continue;
        runner->commit();
        book(office, 10);
    }
    const auto runner = open({"one", "other"});
    const auto ahead = runner->position_of("other");
    CHECK(runner->position_of("one") < ahead);
    CHECK_FALSE(runner->has_reached({}));
    while (!runner->has_reached({})) {
        CHECK(runner->position_of("one") <= runner->position_of("other"));
        runner->step(1);
    }
    CHECK(runner->position_of("one") == runner->position_of("other"));
    book(office, 1);
    while (runner->step(1)) CHECK(runner->has_reached({}));
}

TEST_CASE("a log that lacks a record is told, and nothing behind that is applied") {
    Office office;
    book(office, 4);
    const LogWithGap log{office.log, RecordNumber{3}};
    Runner runner{log, {}, {counts()}, {}};
    for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(runner.step(all_records), StorageFailed);
    CHECK(runner.state_of("counts").records_behind == number(office.log.last()) - 2);
}

TEST_CASE("a view that cannot apply an event stands still, says so once, and skips nothing") {
    Office office;
    Views views{office};
    views.follow();
    views.runner->commit();
    Counts::refused = "booking.confirmed.v1";
    book(office, 2);
    views.follow();
    views.follow();
    Counts::refused = {};
    const auto state = views.runner->state_of("counts");
    CHECK(state.trouble == "no such thing can be counted");
    CHECK(state.records_behind == 2);
    CHECK(views.alarms == std::vector<std::string>{"counts: no such thing can be counted"});
    views.reopen();
    views.follow();
    CHECK(views.rows()["booking.confirmed.v1"] == 2);
}

}  // namespace kalends
