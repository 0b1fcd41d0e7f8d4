#include "eventstore/keyed_hash.hpp"

#include <doctest/doctest.h>

namespace keyed_hash_test {

using namespace kalends;

TEST_CASE("a keyed hash depends on the key, on every part, and on where the parts are split") {
    const SecretKey key{{1}};
    const auto hash = keyed_hash(key, {"ab", "c"});
    CHECK(hash == keyed_hash(key, {"ab", "c"}));
    CHECK(hash != keyed_hash(SecretKey{{2}}, {"ab", "c"}));
    CHECK(hash != keyed_hash(key, {"a", "bc"}));
    CHECK(hash != keyed_hash(key, {"abc"}));
    CHECK(hash != keyed_hash(key, {"ab", "c", ""}));
}

TEST_CASE("a short keyed hash depends on the key and on every byte") {
    const SecretKey key{{1}};
    const auto hash = short_keyed_hash(key, "ab");
    CHECK(hash == short_keyed_hash(key, "ab"));
    CHECK(hash != short_keyed_hash(SecretKey{{2}}, "ab"));
    CHECK(hash != short_keyed_hash(key, "ac"));
    CHECK(hash != short_keyed_hash(key, "abc"));
}

}  // namespace keyed_hash_test
