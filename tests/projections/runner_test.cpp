#include "projections/runner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/projections/counted_views.hpp"

namespace kalends {
namespace {

using testing::all_records;
using testing::at;
using testing::book;
using testing::Counts;
using testing::counts;
using testing::LogWithGap;
using testing::Office;
using testing::Views;

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
