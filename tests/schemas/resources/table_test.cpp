#include "schemas/resources/table.hpp"

#include <doctest/doctest.h>

namespace kalends {
namespace {

const Table table{{"date", "host_id", "bookings"},
                  {{std::string{"2026-12-01"}, std::string{"=cmd"}, std::int64_t{3}},
                   {std::string{"2026-12-02"}, std::monostate{}, std::int64_t{-1}}}};

TEST_CASE("a table is a list of objects, with null for what is not there") {
    std::string out;
    append_items(out, table);
    CHECK(out == R"([{"date":"2026-12-01","host_id":"=cmd","bookings":3},)"
                 R"({"date":"2026-12-02","host_id":null,"bookings":-1}])");
    out.clear();
    append_items(out, {{"date"}, {}});
    CHECK(out == "[]");
}

TEST_CASE("a table is rows of cells under the names of its columns") {
    std::string out;
    append_csv(out, table);
    CHECK(out == "date,host_id,bookings\r\n2026-12-01,'=cmd,3\r\n2026-12-02,,-1\r\n");
}

}  // namespace
}  // namespace kalends
