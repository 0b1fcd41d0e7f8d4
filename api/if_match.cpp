#include "api/if_match.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace kalends::api {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool is_tag_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte != '"' && byte > 0x20 && byte != 0x7f;
}

// The revision whose entity tag has this for its text: tags are compared byte by byte, so 03 is
// none.
std::optional<std::uint64_t> revision_in(std::string_view text) {
    std::uint64_t revision = 0;
    const auto end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, revision);
    if (error != std::errc{} || at != end || text != std::to_string(revision)) return std::nullopt;
    return revision;
}

// Takes one entity tag, or bare revision, from the front of a list. False if there is none.
bool take_tag(std::string_view& list, ExpectedRevision& expected) {
    const bool is_weak = list.starts_with("W/");
    if (is_weak) list.remove_prefix(2);
    const bool is_quoted = list.starts_with('"');
    if (is_quoted) list.remove_prefix(1);
    const auto end = std::min(list.find_first_of(is_quoted ? "\"" : ", \t"), list.size());
    const auto text = list.substr(0, end);
    const auto revision = revision_in(text);
    if (is_quoted ? end == list.size() : is_weak || !revision) return false;
    if (!std::ranges::all_of(text, is_tag_character)) return false;
    list = trimmed(list.substr(is_quoted ? end + 1 : end));
    // RFC 9110 section 8.8.3.2: If-Match compares strongly, so a weak tag is like none.
    if (revision && !is_weak) expected.listed.push_back(*revision);
    return true;
}

}  // namespace

std::optional<ExpectedRevision> parse_if_match(std::string_view list) {
    ExpectedRevision expected;
    list = trimmed(list);
    expected.is_any = list == "*";
    if (expected.is_any) return expected;
    std::size_t tags = 0;
    while (!list.empty()) {
        if (list.front() != ',') {
            if (!take_tag(list, expected)) return std::nullopt;
            ++tags;
        }
        if (list.empty()) break;
        if (list.front() != ',') return std::nullopt;
        list = trimmed(list.substr(1));
    }
    if (tags == 0) return std::nullopt;
    return expected;
}

}  // namespace kalends::api
