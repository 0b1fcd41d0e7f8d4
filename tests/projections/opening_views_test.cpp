#include "projections/runner.hpp"

#include <doctest/doctest.h>

#include <fstream>
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

TEST_CASE("nobody but the owner looks into the views' folder") {
    Office office;
    const Views views{office};
    CHECK(std::filesystem::status(views.folder.path()).permissions() ==
          std::filesystem::perms::owner_all);
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

}  // namespace kalends
