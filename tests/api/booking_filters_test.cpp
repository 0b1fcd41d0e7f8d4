#include "api/booking_filters.hpp"

#include <doctest/doctest.h>

namespace booking_filters_test {

using namespace kalends;
using namespace kalends::api;

namespace {

std::vector<BookingStatus> asked_by(std::string value) {
    http::Request request;
    request.query.push_back({"status", std::move(value)});
    QueryFields query{request};
    return statuses_asked(query);
}

}  // namespace

// Each number of them is a statement of its own, which a view keeps prepared.
TEST_CASE("a status that is named again and again is asked for once") {
    CHECK(asked_by("pending,confirmed,pending,pending") ==
          std::vector{BookingStatus::pending, BookingStatus::confirmed});
    std::string all;
    for (int i = 0; i < 400; ++i) all += "expired,";
    CHECK(asked_by(all + "rejected") ==
          std::vector{BookingStatus::expired, BookingStatus::rejected});
}

TEST_CASE("every status can be asked for by its name") {
    for (std::size_t i = 0; i < booking_statuses; ++i) {
        const auto status = static_cast<BookingStatus>(i);
        CHECK(asked_by(std::string{name_of(status)}) == std::vector{status});
    }
}

}  // namespace booking_filters_test
