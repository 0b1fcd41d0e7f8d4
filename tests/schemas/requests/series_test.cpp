#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace series_requests_test {

using namespace kalends;

namespace {

constexpr BookingId named{IdBits{0, 5}};

}  // namespace

TEST_CASE("C5: a series is cancelled as a whole, or from one of its occurrences on") {
    const auto c = parsed(parse_cancel_series, sample_body("CancelSeries"));
    CHECK(c.occurrences.series.is_nil());
    CHECK(c.occurrences.scope == SeriesScope::following);
    CHECK(c.occurrences.named == named);
    CHECK(c.personal.reason->json == R"("On leave.")");
    CHECK(parsed(parse_cancel_series, R"({"scope":"all"})").occurrences.named.is_nil());
    CHECK(faults_of("CancelSeries", "{}") == "/scope is missing\n");
    CHECK(faults_of("CancelSeries", R"({"scope":"some"})") ==
          "/scope must be one of this, following, all\n");
    CHECK(faults_of("CancelSeries", R"({"scope":"this"})") ==
          "/booking_id is missing: of which occurrence\n");
    CHECK(faults_of("CancelSeries",
                    R"({"scope":"all","booking_id":"bkg_00000000000000000000000005"})") ==
          "/booking_id says nothing of all of them\n");
    CHECK(faults_of("CancelSeries",
                    R"({"scope":"this","booking_id":"bkg_00000000000000000000000000"})") ==
          "/booking_id must have the 26 characters of an id behind bkg_, as they were answered\n");
    CHECK(faults_of("CancelSeries", R"({"scope":"this","booking_id":"b"})") ==
          "/booking_id must be an id that begins with bkg_\n");
}

TEST_CASE("C5: a series is moved by where one of its occurrences goes") {
    const auto c = parsed(parse_reschedule_series, sample_body("RescheduleSeries"));
    CHECK(c.occurrences.scope == SeriesScope::all);
    CHECK(c.occurrences.named == named);
    CHECK(to_text(c.start) == "2026-12-01T08:00:00Z");
    CHECK(c.overrides == Reasons{Rejection::too_far});
    CHECK(c.personal.reason->json == R"("Another day.")");
    CHECK(faults_of("RescheduleSeries", R"({"scope":"all","duration_minutes":30})") ==
          "/booking_id is missing\n"
          "/start is missing\n"
          "/duration_minutes is not known: here can stand scope, booking_id, start, overrides, "
          "reason\n");
}

}  // namespace series_requests_test
