#include <doctest/doctest.h>

#include <random>

#include "tests/schemas/requests/parsing.hpp"

namespace hostile_test {

// Bodies as nobody should send them, made from good ones by chance and from a seed.

using namespace kalends;

namespace {

using Chance = std::mt19937_64;

constexpr std::string_view pieces[] = {
    "null", "true", "-1", "9223372036854775807", "1e400",       "\"\"",          "[]",
    "{}",   "[[]]", ",",  "\"24:00\"",           "\"\\u0000\"", "\"é\"",         "\"2026-02-30\"",
    ":",    "{",    "]",  "\"\\ud800\"",         "0.5",         "\"kind\":\"x\""};

std::size_t below(Chance& chance, std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(chance() % limit);
}

// One member, value or byte is cut, doubled or replaced.
void mutate(std::string& body, Chance& chance) {
    const auto at = below(chance, body.size());
    const auto length = below(chance, 12);
    switch (below(chance, 4)) {
        case 0:
            body.erase(at, length);
            break;
        case 1:
            body.insert(at, body.substr(below(chance, body.size()), length));
            break;
        case 2:
            body.insert(at, pieces[below(chance, std::size(pieces))]);
            break;
        default:
            body[at] = static_cast<char>(below(chance, 256));
    }
}

// Replaces one whole value of the body, so that it stays JSON.
void replace_value(std::string& body, Chance& chance) {
    const auto colon = body.find(':', below(chance, body.size()));
    if (colon == std::string::npos) return;
    const auto end = body.find_first_of(",}]", colon);
    body.replace(colon + 1, end - colon - 1, pieces[below(chance, std::size(pieces))]);
}

}  // namespace

TEST_CASE("every parser takes the sample of its schema") {
    for (const auto& [schema, parse] : parsers()) {
        CAPTURE(schema);
        CHECK(faults_of(schema, sample_body(schema)) == "");
    }
}

TEST_CASE("no body is anything but a command or faults that say where and what") {
    constexpr int bodies = 2'000;
    JsonReader reader;
    int commands = 0;
    int refusals = 0;
    for (const auto& [schema, parse] : parsers()) {
        for (int seed = 0; seed < bodies; ++seed) {
            CAPTURE(schema);
            CAPTURE(seed);
            Chance chance{static_cast<std::uint64_t>(seed)};
            auto body = sample_body(schema);
            for (auto times = 1 + below(chance, 3); times > 0 && !body.empty(); --times) {
                seed % 2 == 0 ? mutate(body, chance) : replace_value(body, chance);
            }
            const auto value = reader.parse(body);
            if (!value) continue;
            const auto faults = parse(*value);
            ++(faults ? refusals : commands);
            if (!faults) continue;
            REQUIRE_FALSE(faults->empty());
            for (const auto& fault : *faults) {
                CHECK((fault.pointer.empty() || fault.pointer.front() == '/'));
                CHECK_FALSE(fault.message.empty());
            }
        }
    }
    CHECK(commands > 1'000);
    CHECK(refusals > 1'000);
}

TEST_CASE("a body of nothing but faults gets a bounded answer") {
    std::string body = "{";
    for (int i = 0; i < 5'000; ++i) body += "\"m" + std::to_string(i) + "\":1,";
    body.back() = '}';
    JsonReader reader;
    CHECK(parsers().at("Approve")(*reader.parse(body))->size() == 100);
}

TEST_CASE("a body that is no object is refused as a whole") {
    for (const auto& [schema, parse] : parsers()) {
        for (const auto body : {"[]", "null", "7", "\"{}\""}) {
            CHECK(faults_of(schema, body) == " must be an object\n");
        }
    }
}

}  // namespace hostile_test
