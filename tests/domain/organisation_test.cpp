#include "domain/organisation.hpp"

#include <doctest/doctest.h>

namespace organisation_test {

using namespace kalends;

namespace {

constexpr OrganisationId ours{IdBits{1, 1}};
constexpr Instant opening{std::chrono::hours{24 * 365 * 50}};

ApiKeyId key(std::uint64_t number) {
    return ApiKeyId{IdBits{2, number}};
}

Recorded at(Instant time) {
    Recorded recorded;
    recorded.time = time;
    return recorded;
}

Organisation with_issued(Organisation organisation, std::uint64_t number, Instant time,
                         std::optional<Instant> expires_at = {}) {
    const ApiKeyIssued issued{.organisation = ours, .key = key(number), .expires_at = expires_at};
    return evolve(std::move(organisation), issued, at(time));
}

Organisation with_revoked(Organisation organisation, std::uint64_t number, Instant time) {
    return evolve(std::move(organisation), ApiKeyRevoked{ours, key(number)}, at(time));
}

}  // namespace

TEST_CASE("the 1,000 keys that ended last are kept beside those that live") {
    constexpr std::uint64_t ended = 1'000;
    Organisation organisation;
    const auto end = opening + Minutes{2};
    organisation = with_issued(organisation, ended, opening);
    organisation = with_issued(organisation, ended + 1, opening);
    for (std::uint64_t i = 0; i < ended; ++i) {
        organisation = with_issued(std::move(organisation), i, opening, end);
    }
    // It is the oldest, and ends before all others.
    organisation = with_revoked(std::move(organisation), ended, opening + Minutes{1});

    const auto before = with_issued(organisation, 5'000, end - Milliseconds{1});
    CHECK_EQ(before.api_keys.size(), ended + 3);
    const auto after = with_issued(organisation, 5'000, end);
    CHECK_EQ(after.api_keys.size(), ended + 2);
    CHECK_FALSE(after.api_keys.contains(key(ended)));
    CHECK(after.api_keys.contains(key(ended + 1)));
    CHECK(after.api_keys.contains(key(5'000)));
}

TEST_CASE("of keys that ended at the same time those with the least ids are let go of first") {
    Organisation organisation;
    for (std::uint64_t i = 0; i < 1'002; ++i) {
        organisation = with_issued(std::move(organisation), i, opening, opening + Minutes{1});
    }
    organisation = with_issued(std::move(organisation), 5'000, opening + Minutes{1});
    CHECK_EQ(organisation.api_keys.size(), 1'001);
    CHECK_FALSE(organisation.api_keys.contains(key(0)));
    CHECK_FALSE(organisation.api_keys.contains(key(1)));
    CHECK(organisation.api_keys.contains(key(2)));
}

TEST_CASE("a key that had run out before it was revoked ended when it ran out") {
    Organisation organisation = with_issued({}, 1, opening, opening + Minutes{1});
    CHECK_FALSE(organisation.api_keys.at(key(1)).ended_at(opening));
    organisation = with_revoked(std::move(organisation), 1, opening + Minutes{2});
    CHECK(organisation.api_keys.at(key(1)).ended_at(opening + Minutes{3}) == opening + Minutes{1});
}

}  // namespace organisation_test
