#include "domain/meeting_type.hpp"

#include <doctest/doctest.h>

namespace domain_meeting_type_test {

using namespace kalends;

namespace {

bool is_offered(const MeetingTypeTerms& terms, int minutes) {
    return offers(terms, Minutes{minutes});
}

}  // namespace

TEST_CASE("a meeting type that names one duration offers no other") {
    MeetingTypeTerms terms;
    terms.duration = Minutes{45};
    CHECK(is_offered(terms, 45));
    CHECK_FALSE(is_offered(terms, 30));
}

TEST_CASE("a meeting type offers each duration of its list") {
    MeetingTypeTerms terms;
    terms.durations = DurationList{{Minutes{60}, Minutes{30}}};
    CHECK(is_offered(terms, 30));
    CHECK(is_offered(terms, 60));
    CHECK_FALSE(is_offered(terms, 45));
}

TEST_CASE("a meeting type offers the durations of its range, both ends included") {
    MeetingTypeTerms terms;
    terms.durations = DurationRange{Minutes{20}, Minutes{50}, Minutes{15}};
    CHECK(is_offered(terms, 20));
    CHECK(is_offered(terms, 35));
    CHECK(is_offered(terms, 50));
    CHECK_FALSE(is_offered(terms, 5));
    CHECK_FALSE(is_offered(terms, 36));
    CHECK_FALSE(is_offered(terms, 65));
}

}  // namespace domain_meeting_type_test
