#include "api/compared_text.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "domain/check.hpp"

namespace kalends::api {
namespace {

// Case folded in full, and each letter before its accents.
std::string taken_apart(std::string_view text) {
    constexpr auto how =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
    utf8proc_uint8_t* made = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &made, how);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{made, &std::free};
    ensure(length >= 0, "what is compared is valid UTF-8");
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(length)};
}

// U+0300 to U+036F, which no other script has: there a mark is more than an accent.
bool is_accent(unsigned char lead, unsigned char next) {
    return lead == 0xcc || (lead == 0xcd && next < 0xb0);
}

}  // namespace

std::string compared_text(std::string_view text) {
    const auto apart = taken_apart(text);
    std::string compared;
    compared.reserve(apart.size());
    for (std::size_t i = 0; i < apart.size(); ++i) {
        const auto lead = static_cast<unsigned char>(apart[i]);
        if (i + 1 < apart.size() && is_accent(lead, static_cast<unsigned char>(apart[i + 1]))) {
            ++i;
        } else {
            compared.push_back(apart[i]);
        }
    }
    return compared;
}

}  // namespace kalends::api
