#include "api/counts_asked.hpp"

#include <doctest/doctest.h>

namespace counts_asked_test {

using namespace kalends;
using namespace kalends::api;

namespace {

std::string told(TooMuch of, const CountsQuery& asked, const CountsFilters& filters) {
    const auto problem = too_much(of, asked, filters);
    REQUIRE_EQ(problem.errors.size(), 1);
    CHECK_EQ(problem.errors[0].pointer, "to");
    return problem.errors[0].detail;
}

}  // namespace

TEST_CASE("what takes too many counters is told what would take fewer") {
    CountsQuery asked;
    CHECK_EQ(told(TooMuch::cells, asked, {.has_status = true}),
             "asks for more counters than are added up for an answer: fewer dates or one `host_id` "
             "or one `meeting_type_id` or some `status` take fewer");
    CHECK_EQ(told(TooMuch::cells, asked, {.has_meeting_type = false}),
             "asks for more counters than are added up for an answer: fewer dates or one `host_id` "
             "take fewer");
    asked.host = HostId{IdBits{1, 1}};
    asked.statuses = {BookingStatus::expired};
    CHECK_EQ(told(TooMuch::cells, asked, {.has_status = true}),
             "asks for more counters than are added up for an answer: fewer dates or one "
             "`meeting_type_id` take fewer");
}

TEST_CASE("too many rows or hosts are told so") {
    CHECK_NE(told(TooMuch::rows, {}, {}).find("`group_by`"), std::string::npos);
    CHECK_NE(told(TooMuch::hosts, {}, {}).find("`host_id`"), std::string::npos);
}

}  // namespace counts_asked_test
