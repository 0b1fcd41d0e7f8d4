#include "api/credentials.hpp"

#include <doctest/doctest.h>

#include "api/base32.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace credentials_test {

using namespace kalends;
using namespace kalends::api;

TEST_CASE("base 32 gives back what it was made of, and takes no other text for it") {
    fakes::SeededRandomness chance{7};
    for (std::size_t size = 0; size < 60; ++size) {
        std::string bytes(size, '\0');
        for (char& c : bytes) c = static_cast<char>(chance.below(256));
        std::string text;
        append_base32(text, bytes);
        CHECK_EQ(parse_base32(text), std::optional{bytes});
        CHECK_FALSE(parse_base32(text + "u"));
    }
    CHECK_EQ(parse_base32("04"), std::optional<std::string>{"\x01"});
    CHECK_FALSE(parse_base32("05"));
    CHECK_FALSE(parse_base32("0"));
    CHECK_FALSE(parse_base32("il"));
}

TEST_CASE("an API key names its organisation and itself, and carries its secret") {
    fakes::SeededRandomness chance{7};
    const ApiKeyParts parts{OrganisationId{{1, 2}}, ApiKeyId{{3, 4}}, new_api_key_secret(chance)};
    const auto text = key_text(parts);
    CHECK(text.starts_with("kal_"));
    const auto read = parse_api_key(text);
    REQUIRE(read);
    CHECK(read->organisation == parts.organisation);
    CHECK(read->key == parts.key);
    CHECK_EQ(read->secret, parts.secret);
    for (const auto& wrong : {text.substr(1), text + "0", text.substr(0, text.size() - 1),
                              "kalop_" + text.substr(4), std::string{}}) {
        CHECK_FALSE(parse_api_key(wrong));
    }
}

TEST_CASE("a digest is the SHA-256 in hexadecimal") {
    Sha256 sha;
    CHECK_EQ(hex_digest(sha, "abc"),
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("texts are compared whole") {
    CHECK(are_equal_in_constant_time("secret", "secret"));
    CHECK(are_equal_in_constant_time("", ""));
    CHECK_FALSE(are_equal_in_constant_time("secret", "secreT"));
    CHECK_FALSE(are_equal_in_constant_time("secret", "secret "));
    CHECK_FALSE(are_equal_in_constant_time("Secret", "secret"));
}

}  // namespace credentials_test
