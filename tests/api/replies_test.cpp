#include "api/replies.hpp"

#include <doctest/doctest.h>

#include <set>

namespace replies_test {

using namespace kalends;
using namespace kalends::api;

TEST_CASE("every rejection of the domain has a status that says what kind of no it is") {
    const std::set<unsigned> statuses{403, 404, 409, 412, 422};
    for (int i = 0; i < rejections; ++i) {
        const auto rejection = static_cast<Rejection>(i);
        const auto problem = problem_of(rejection);
        CHECK(statuses.contains(http::number(problem.status)));
        CHECK_EQ(problem.code, code(rejection));
        CHECK_FALSE(problem.title.empty());
    }
}

TEST_CASE("conflicts with what stands already are told from broken rules") {
    for (const auto conflict :
         {Rejection::already_cancelled, Rejection::already_decided, Rejection::already_over,
          Rejection::not_over_yet, Rejection::not_cancellable, Rejection::not_reschedulable,
          Rejection::hold_expired, Rejection::claimed, Rejection::busy, Rejection::source_stale,
          Rejection::seats_full, Rejection::limit_reached, Rejection::already_exists}) {
        CHECK_EQ(problem_of(conflict).status, Status::conflict);
    }
    CHECK_EQ(problem_of(Rejection::stale_revision).status, Status::precondition_failed);
    CHECK_EQ(problem_of(Rejection::not_active).status, Status::unprocessable_content);
    CHECK_EQ(problem_of(Rejection::misaligned_start).status, Status::unprocessable_content);
}

TEST_CASE("a refusal of one field points at it") {
    const auto problem = problem_of({Rejection::not_found, "/meeting_type_id"});
    REQUIRE_EQ(problem.errors.size(), 1);
    CHECK_EQ(problem.errors[0].pointer, "/meeting_type_id");
    CHECK(problem_of({Rejection::not_found, ""}).errors.empty());
}

TEST_CASE("what a refusal says beyond its reason is told, of a field or of no field") {
    Refusal refusal{Rejection::too_many, "/rule"};
    refusal.detail = "One more than can be.";
    CHECK_EQ(problem_of(refusal).errors[0].detail, refusal.detail);
    CHECK(problem_of(refusal).detail.empty());
    refusal.field.clear();
    CHECK(problem_of(refusal).errors.empty());
    CHECK_EQ(problem_of(refusal).detail, refusal.detail);
}

TEST_CASE("a caller is told how to come in, and when to come back") {
    const auto header = [](const Response& response, std::string_view name) -> std::string {
        for (const auto& sent : response.headers) {
            if (sent.name.text() == name) return sent.value;
        }
        return "";
    };
    CHECK_EQ(header(response_of(unauthorised(), "r"), "WWW-Authenticate"), "Bearer");
    const auto unknown = response_of(outcome_unknown(), "r");
    CHECK_EQ(unknown.status, Status::unavailable);
    CHECK_EQ(header(unknown, "Retry-After"), "1");
    CHECK(unknown.body.find("\"code\":\"outcome-unknown\"") != std::string::npos);
}

TEST_CASE("each reason to be unavailable has a code of its own") {
    using enum Unavailable::Reason;
    std::set<std::string_view> codes;
    for (const auto reason : {queue_full, disk_reserve, clock_behind, stopping, zone_missing}) {
        CHECK_EQ(unavailable(reason).status, Status::unavailable);
        CHECK_EQ(unavailable(reason).retryable, reason != zone_missing);
        codes.insert(unavailable(reason).code);
    }
    codes.insert(unavailable(key_damaged).code);
    CHECK_EQ(unavailable(key_damaged).status, Status::internal_error);
    CHECK_EQ(codes.size(), 6);
}

}  // namespace replies_test
