#include "schemas/shape/json_in.hpp"

#include <doctest/doctest.h>

#include "schemas/shape/json_out.hpp"
#include "schemas/values/meeting_type.hpp"
#include "schemas/values/time.hpp"

namespace json_in_test {

using namespace kalends;

namespace {

template <class T>
Result<T, JsonFault> read(std::string_view text) {
    JsonReader reader;
    const auto value = reader.parse(text);
    REQUIRE(value);
    return from_json<T>(*value);
}

template <class T>
std::string written(const T& value) {
    std::string out;
    append_json(out, value);
    return out;
}

template <class T>
JsonFault fault_of(std::string_view text) {
    const auto value = read<T>(text);
    REQUIRE_FALSE(value);
    return value.error();
}

constexpr std::string_view rule =
    R"({"days":["mon","sun"],"range":{"start":"09:00","end":"24:00"}})";

}  // namespace

TEST_CASE("a value reads back as it was written, in any order of its members") {
    const WeeklyRule mondays{{0b100'0001}, {Minutes{540}, minutes_per_day}, {}};
    CHECK(written(mondays) == rule);
    CHECK(*read<WeeklyRule>(rule) == mondays);
    CHECK(*read<WeeklyRule>(
              R"({"effective":{},"range":{"end":"24:00","start":"09:00"},"days":["sun","mon"]})") ==
          mondays);
}

TEST_CASE("what says nothing is left out and read as nothing") {
    CHECK(written(Grid{}) == "{}");
    CHECK(written(Grid{Minutes{15}, {}, Minutes{5}}) ==
          R"({"interval_minutes":15,"offset_minutes":5})");
    CHECK(*read<Grid>(R"({"offset_minutes":5})") == Grid{{}, {}, Minutes{5}});
}

TEST_CASE("a variant says which of its kinds it is") {
    CHECK(written(Window{RollingDays{60}}) == R"({"kind":"rolling_days","days":60})");
    CHECK(*read<Window>(R"({"days":60,"kind":"rolling_days"})") == Window{RollingDays{60}});
    CHECK(fault_of<Window>(R"({"kind":"for_ever"})").pointer == "/kind");
    CHECK(fault_of<Window>(R"({"days":60})") == JsonFault{"/kind", "is missing"});
    CHECK(fault_of<Window>(R"({"kind":"rolling_days","days":1,"from":"2026-01-01"})").pointer ==
          "/from");
}

TEST_CASE("a fault says which member is missing, unknown or not what it should be") {
    CHECK(fault_of<Interval>(R"({"start":"2026-12-01T08:00:00Z"})") ==
          JsonFault{"/end", "is missing"});
    CHECK(fault_of<Grid>(R"({"offset_minutes":5,"step":1})") == JsonFault{"/step", "is not known"});
    CHECK(fault_of<Grid>(R"({"offset_minutes":5.0})") ==
          JsonFault{"/offset_minutes", "must be an integer"});
    CHECK(fault_of<Grid>(R"({"offset_minutes":3000000000})") ==
          JsonFault{"/offset_minutes", "is out of range"});
    CHECK(fault_of<Grid>(R"({"offset_minutes":null})").pointer == "/offset_minutes");
    CHECK(fault_of<Grid>("[]") == JsonFault{"", "must be an object"});
    CHECK(fault_of<HostPlan>(R"({"fixed":["bkg_0"]})") ==
          JsonFault{"/fixed/0", "must be an id of the right kind"});
    CHECK(fault_of<WeeklyRule>(R"({"days":["mon","mon"],"range":{}})").pointer == "/days");
    CHECK(fault_of<WeeklyRule>(R"({"days":["Monday"],"range":{}})").pointer == "/days/0");
}

TEST_CASE("an object with more members than can be marked still has its unknown ones found") {
    std::string many = R"({"offset_minutes":5)";
    for (int i = 0; i < 100; ++i) many += ",\"k" + std::to_string(i) + "\":0";
    CHECK(fault_of<Grid>(many + "}") == JsonFault{"/k0", "is not known"});
}

}  // namespace json_in_test
