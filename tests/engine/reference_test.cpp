#include "commands/engine/reference.hpp"

#include <doctest/doctest.h>

#include <set>

#include "eventstore/wrapping.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace reference_test {

using namespace kalends;

namespace {

SecretKey some_key(std::uint64_t seed) {
    fakes::SeededRandomness chance{seed};
    return random_key(chance);
}

Position at(std::uint64_t sequence) {
    return {Partition{0}, Epoch{1}, Sequence{sequence}};
}

}  // namespace

TEST_CASE("a reference leads back to its position, and no two are the same") {
    const auto key = some_key(1);
    std::set<std::string> seen;
    for (std::uint64_t n = 1; n <= 500; ++n) {
        const auto text = make_reference(key, at(n));
        CHECK(text.size() == 9);
        CHECK(read_reference(key, text) == at(n));
        seen.insert(text);
    }
    CHECK(seen.size() == 500);
}

TEST_CASE("a position too large for a short reference has a long one") {
    const auto key = some_key(1);
    const auto far = at(std::uint64_t{1} << 35);
    const auto text = make_reference(key, far);
    CHECK(text.size() == 14);
    CHECK(read_reference(key, text) == far);
}

TEST_CASE("a reference is read however it was typed") {
    const auto key = some_key(1);
    auto text = make_reference(key, at(7));
    std::erase(text, '-');
    for (char& c : text) {
        if (c == '0') c = 'o';
        if (c == '1') c = 'l';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    CHECK(read_reference(key, text) == at(7));
    CHECK(canonical_reference(text) == make_reference(key, at(7)));
}

TEST_CASE("the canonical form of a text is what is made, of either length") {
    CHECK(canonical_reference("oli0-zzzz") == "0110-ZZZZ");
    CHECK(canonical_reference("00001234ABCD") == "0000-1234-ABCD");
    CHECK_FALSE(canonical_reference("0000-1234-A"));
    CHECK_FALSE(canonical_reference("0000-123U"));
}

TEST_CASE("under another key a reference leads elsewhere, and odd texts nowhere") {
    const auto text = make_reference(some_key(1), at(7));
    CHECK(read_reference(some_key(2), text) != at(7));
    CHECK_FALSE(read_reference(some_key(1), ""));
    CHECK_FALSE(read_reference(some_key(1), text + "0"));
    CHECK_FALSE(read_reference(some_key(1), "ABCD-EFG!"));
}

}  // namespace reference_test
