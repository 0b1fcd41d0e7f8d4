#include "projections/sqlite/database.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kalends {
namespace {

// More statements than a database keeps prepared.
constexpr int many = 2'000;

std::int64_t ask_for(Database& database, int number) {
    return database
        .first("SELECT " + std::to_string(number), [](const SqlRow& row) { return row.integer(0); })
        .value();
}

}  // namespace

TEST_CASE("an answer goes on, however many other statements are asked between its rows") {
    Database database{":memory:"};
    database.script("CREATE TABLE numbers (number INTEGER); INSERT INTO numbers VALUES (1), (2)");
    std::vector<std::int64_t> rows;
    database.query("SELECT number FROM numbers ORDER BY number", {}, [&](const SqlRow& row) {
        rows.push_back(row.integer(0));
        for (int i = 0; i < many; ++i) REQUIRE_EQ(ask_for(database, i), i);
        CHECK_EQ(row.integer(0), rows.back());
        return true;
    });
    CHECK(rows == std::vector<std::int64_t>{1, 2});
}

}  // namespace kalends
