#include "projections/state_hash.hpp"

#include <doctest/doctest.h>

#include "projections/all_views.hpp"
#include "projections/runner.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Office;

struct Texts {
    Texts() {
        database.script(
            "CREATE TABLE notes (name TEXT, value);"
            "CREATE VIRTUAL TABLE words USING fts5 (text)");
    }
    void note(std::string_view name, const SqlValue& value) {
        database.run("INSERT INTO notes VALUES (?1, ?2)", name, value);
    }
    Database database{":memory:"};
};

std::unique_ptr<Runner> open(Office& office, const std::filesystem::path& folder) {
    return std::make_unique<Runner>(
        office.log, folder,
        all_views([&office](EventId event, std::string_view field, const Sealed& sealed) {
            return office.engine->open_durable(event, field, sealed);
        }),
        [](const std::string&, const std::string&) { FAIL("a view stands still"); });
}

void follow(Runner& runner) {
    while (runner.step(1'000'000)) continue;
}

}  // namespace

TEST_CASE("the hash of a state does not tell in which order rows were written") {
    Texts one;
    one.note("a", std::int64_t{1});
    one.note("b", std::monostate{});
    Texts other;
    other.note("b", std::monostate{});
    other.note("c", std::int64_t{3});
    other.note("a", std::int64_t{1});
    CHECK(state_hash(one.database) != state_hash(other.database));
    other.database.run("DELETE FROM notes WHERE name = 'c'");
    CHECK(state_hash(one.database) == state_hash(other.database));
}

TEST_CASE("the hash of a state tells values of different kinds apart") {
    Texts integer;
    integer.note("a", std::int64_t{1});
    Texts text;
    text.note("a", std::string_view{"1"});
    Texts bytes;
    bytes.note("a", Blob{"1"});
    Texts nothing;
    nothing.note("a", std::monostate{});
    CHECK(state_hash(integer.database) != state_hash(text.database));
    CHECK(state_hash(text.database) != state_hash(bytes.database));
    CHECK(state_hash(nothing.database) != state_hash(text.database));
}

TEST_CASE("the hash of a state sees the words that a full text finds") {
    Texts one;
    one.database.run("INSERT INTO words (rowid, text) VALUES (1, 'sore knee')");
    Texts other;
    other.database.run("INSERT INTO words (rowid, text) VALUES (1, 'knee sore')");
    CHECK(state_hash(one.database) != state_hash(other.database));
    other.database.run("DELETE FROM words WHERE rowid = 1");
    other.database.run("INSERT INTO words (rowid, text) VALUES (1, 'sore knee')");
    CHECK(state_hash(one.database) == state_hash(other.database));
}

TEST_CASE("a view that was killed again and again has the state of one made at once") {
    Office office;
    const fakes::TemporaryFolder folder;
    auto runner = open(office, folder.path());
    for (int half_hours = 0; half_hours < 40; ++half_hours) {
        const auto booking = office.book(at("2026-12-07T09:00:00Z") + Minutes{30 * half_hours});
        REQUIRE(std::holds_alternative<Accepted>(office.ask(booking)));
        if (half_hours % 3 == 0) (void)office.ask(Cancel{booking.booking, {}});
        runner->step(1 + static_cast<std::size_t>(half_hours) % 4);
        if (half_hours % 5 == 0) runner->commit();
        if (half_hours % 7 != 0) continue;
        runner.reset();
        runner = open(office, folder.path());
    }
    follow(*runner);
    const auto at_once = open(office, {});
    follow(*at_once);
    for (const auto& state : runner->states()) {
        CAPTURE(state.name);
        CHECK(runner->state_hash(state.name) == at_once->state_hash(state.name));
    }
    const auto before = runner->state_hash("bookings");
    (void)office.ask(office.book(at("2026-12-14T09:00:00Z")));
    follow(*runner);
    CHECK(runner->state_hash("bookings") != before);
}

}  // namespace kalends
