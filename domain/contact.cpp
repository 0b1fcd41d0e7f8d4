#include "domain/contact.hpp"

#include <algorithm>
#include <cstddef>

#include "domain/bounds.hpp"
#include "domain/characters.hpp"

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

bool may_stand_in_address(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 0x7f && c != '"' && c != '<' && c != '>' && c != '\\';
}

// What follows the scheme begins with a host.
bool has_host(std::string_view rest) {
    return !rest.empty() && (may_stand_in_domain(rest.front()) || rest.front() == '[');
}

}  // namespace

bool is_email(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos) return false;
    const auto local = text.substr(0, at);
    return !local.empty() && count_characters(local) <= email_local_chars_max &&
           count_characters(text) <= email_chars_max &&
           std::all_of(local.begin(), local.end(), may_stand_before_at) &&
           !has_dot_out_of_place(local) && is_domain(text.substr(at + 1));
}

bool is_phone(std::string_view text) {
    constexpr std::string_view between = "+ ()-./#*";
    const auto may_stand = [&](char c) {
        return is_digit(c) || between.find(c) != std::string_view::npos;
    };
    return count_characters(text) <= phone_chars_max &&
           std::all_of(text.begin(), text.end(), may_stand) &&
           std::count_if(text.begin(), text.end(), is_digit) >= phone_digits_min;
}

bool is_web_address(std::string_view text) {
    if (count_characters(text) > web_address_chars_max ||
        has_control_characters(text, Lines::one) ||
        !std::all_of(text.begin(), text.end(), may_stand_in_address)) {
        return false;
    }
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.starts_with(scheme)) return has_host(text.substr(scheme.size()));
    }
    return false;
}

}  // namespace kalends
