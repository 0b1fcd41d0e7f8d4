#include <algorithm>

#include "api/base32.hpp"
#include "api/credentials.hpp"
#include "api/http/target.hpp"
#include "commands/engine/reference.hpp"
#include "domain/check.hpp"
#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/recurrence/occurrences.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "eventstore/failures.hpp"
#include "schemas/json/base64.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/seal.hpp"

// The small texts that callers send back: ids, cursors, positions, times, references, keys, and
// what was sealed. Each is one value's one text, or says nothing.

using namespace kalends;

namespace {

template <class Value>
void expect_canonical(const std::optional<Value>& value, std::string_view text) {
    if (value) ensure(to_text(*value) == text, "a value has one text");
}

// Where one value has several texts, the one that we write means the same.
template <class Value, class Parse>
void expect_stable(const std::optional<Value>& value, const Parse& parse) {
    if (value) ensure(parse(to_text(*value)) == value, "the text of a value means the value");
}

void read_values(std::string_view text) {
    expect_canonical(parse_position(text), text);
    expect_canonical(parse<BookingId>(text), text);
    expect_canonical(parse<HostId>(text), text);
    expect_canonical(parse_date(text), text);
    expect_canonical(parse_civil_minute(text), text);
    expect_stable(parse_instant(text), parse_instant);
    if (const auto key = api::parse_api_key(text)) {
        ensure(key_text(*key) == text, "an API key has one text");
    }
}

void read_bytes(std::string_view text) {
    std::string again;
    if (const auto bytes = parse_base64(text)) {
        append_base64(again, *bytes);
        ensure(again == text, "bytes have one text in base 64");
    }
    again.clear();
    if (const auto bytes = api::parse_base32(text)) {
        api::append_base32(again, *bytes);
        ensure(again == text, "bytes have one text in base 32");
    }
}

void read_target(std::string_view text) {
    const auto path = http::parse_path(text);
    if (path) ensure(path->find('\0') == std::string::npos, "no path holds a NUL");
    const auto query = http::parse_query(text, 4);
    if (query) ensure(query->size() <= 4, "a query is within its bound");
}

// Whatever the rule, what comes of it is bounded and in order, and begins with the start.
void read_rule(std::string_view text) {
    const auto rule = parse_recurrence(text);
    if (!rule) return ensure(!rule.error().empty(), "a refused rule says what is wrong");
    const Instant start{std::chrono::days{20'000}};
    const auto all = occurrences(*rule, start, ZoneClock{"UTC"});
    if (!all) return ensure(!all.error().empty(), "a refused rule says what is wrong");
    ensure((*all).size() <= occurrences_max, "a series is within its bound");
    ensure((*all).front().start == start, "a series begins with its start");
    const auto ascend = [](const auto& a, const auto& b) { return a.start >= b.start; };
    ensure(std::ranges::adjacent_find(*all, ascend) == (*all).end(), "occurrences ascend");
}

void read_reference_of(std::string_view text) {
    const SecretKey key{};
    const auto position = read_reference(key, text);
    if (!position) return;
    const auto written = make_reference(key, *position);
    ensure(read_reference(key, written) == position, "a reference leads to its position");
}

void open_seal(std::string_view text) {
    static fuzz::Seal seal;
    try {
        ensure(!seal.opens(text) || text == seal.sealed(), "only what was sealed opens");
    } catch (const SealBroken&) {
        ensure(text != seal.sealed(), "what was sealed opens");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = fuzz::text_of(bytes, size);
    read_values(text);
    read_bytes(text);
    read_target(text);
    read_reference_of(text);
    read_rule(text);
    open_seal(text);
    return 0;
}
