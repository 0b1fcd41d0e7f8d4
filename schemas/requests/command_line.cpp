#include "schemas/requests/command_line.hpp"

#include <algorithm>
#include <array>

#include "schemas/requests/members.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

constexpr std::array<std::string_view, 4> methods{"POST", "PUT", "PATCH", "DELETE"};

std::optional<std::string> read_method(JsonValue value, FaultList& faults) {
    const auto text = value.text();
    if (text && std::ranges::find(methods, *text) != methods.end()) return std::string{*text};
    note_choices(value, methods, faults);
    return std::nullopt;
}

std::optional<std::string> read_path(JsonValue value, FaultList& faults) {
    const auto text = value.text();
    const bool is_path = text && text->starts_with("/v1/") &&
                         bounds::command_path_chars.contain(count_characters(*text));
    if (is_path) return std::string{*text};
    faults.note(value, "must be a path that begins with /v1/");
    return std::nullopt;
}

std::optional<bool> read_any(JsonValue, FaultList&) {
    return true;
}

// Where one of the marks stands next, outside of texts and of what is nested, in a text that was
// parsed.
std::size_t next_mark(std::string_view text, std::size_t at, std::string_view marks) {
    std::size_t depth = 0;
    bool is_in_text = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (is_in_text) {
            if (c == '\\') ++at;
            is_in_text = c != '"';
            continue;
        }
        if (depth == 0 && marks.find(c) != std::string_view::npos) return at;
        is_in_text = c == '"';
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
    }
    return at;
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

}  // namespace

Parsed<CommandLine> parse_command_line(JsonValue line) {
    return parse_body<CommandLine>(line, [](BodyMembers& members, CommandLine& c) {
        using Text = std::optional<std::string>;
        members.must("method", c.method, read_method);
        members.must("path", c.path, read_path);
        members.may("idempotency_key", c.idempotency_key,
                    or_null<Text>(TextRule{bounds::idempotency_key_chars}));
        members.may("if_match", c.if_match, or_null<Text>(TextRule{bounds::if_match_chars}));
        members.may("body", c.has_body, read_any);
    });
}

// A member is told by its place, since its name may be written in more than one way.
std::string_view member_text(JsonValue object, std::string_view text, std::string_view name) {
    std::size_t begin = text.find('{') + 1;
    for (const auto& member : object.members()) {
        const auto value = next_mark(text, begin, ":") + 1;
        const auto end = next_mark(text, value, ",}");
        if (member.name == name) return without_blanks(text.substr(value, end - value));
        begin = end + 1;
    }
    return {};
}

}  // namespace kalends
