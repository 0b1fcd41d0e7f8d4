#include "schemas/requests/contact.hpp"

#include <algorithm>

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

constexpr std::size_t domain_label_bytes_max = 63;
constexpr std::ptrdiff_t phone_digits_min = 3;

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Names in other scripts than Latin pass: mail knows them since RFC 6531.
bool may_stand_in_domain(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return !is_ascii(c) || is_digit(c) || c == '-' || (lower >= 'a' && lower <= 'z');
}

bool may_stand_before_at(char c) {
    constexpr std::string_view never = " \"(),:;<>@[\\]";
    return never.find(c) == std::string_view::npos;
}

bool has_dot_out_of_place(std::string_view text) {
    return text.starts_with('.') || text.ends_with('.') ||
           text.find("..") != std::string_view::npos;
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= domain_label_bytes_max && label.front() != '-' &&
           label.back() != '-' && std::all_of(label.begin(), label.end(), may_stand_in_domain);
}

bool is_domain(std::string_view domain) {
    if (domain.find('.') == std::string_view::npos) return false;
    while (true) {
        const auto dot = domain.find('.');
        if (!is_label(domain.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        domain.remove_prefix(dot + 1);
    }
}

bool is_email(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos) return false;
    const auto local = text.substr(0, at);
    return bounds::email_local_chars.contain(count_characters(local)) &&
           std::all_of(local.begin(), local.end(), may_stand_before_at) &&
           !has_dot_out_of_place(local) && is_domain(text.substr(at + 1));
}

bool is_phone(std::string_view text) {
    constexpr std::string_view between = "+ ()-./#*";
    const auto may_stand = [&](char c) {
        return is_digit(c) || between.find(c) != std::string_view::npos;
    };
    return std::all_of(text.begin(), text.end(), may_stand) &&
           std::count_if(text.begin(), text.end(), is_digit) >= phone_digits_min;
}

}  // namespace

std::optional<std::string> read_email(JsonValue value, FaultList& faults) {
    auto text = TextRule{bounds::email_chars}(value, faults);
    if (!text || is_email(*text)) return text;
    faults.note(value, "must be an e-mail address, as in ada@example.org");
    return std::nullopt;
}

std::optional<std::string> read_phone(JsonValue value, FaultList& faults) {
    auto text = TextRule{bounds::phone_chars}(value, faults);
    if (!text || is_phone(*text)) return text;
    faults.note(value, "must be a telephone number, as in +352 12 34 56");
    return std::nullopt;
}

}  // namespace kalends
