#include "api/http/headers.hpp"

#include "api/http/ascii.hpp"

namespace kalends::http {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool list_has(std::string_view list, std::string_view token) {
    while (true) {
        const auto comma = list.find(',');
        if (equal_ignoring_case(trimmed(list.substr(0, comma)), token)) return true;
        if (comma == std::string_view::npos) return false;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace

void Headers::add(std::string_view name, std::string_view value) {
    fields_.push_back({static_cast<std::uint32_t>(text_.size()),
                       static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(value.size())});
    text_.append(name).append(value);
}

void Headers::clear() {
    text_.clear();
    fields_.clear();
}

Header Headers::operator[](std::size_t index) const {
    const Field& field = fields_[index];
    const std::string_view text = text_;
    return {text.substr(field.begin, field.name_size),
            text.substr(field.begin + field.name_size, field.value_size)};
}

// The size and the first letter tell nearly all names apart, before any text is made.
bool Headers::is_named(std::size_t index, std::string_view name) const {
    const Field& field = fields_[index];
    if (field.name_size != name.size() || name.empty()) return false;
    if (lower(text_[field.begin]) != lower(name.front())) return false;
    return equal_ignoring_case((*this)[index].name, name);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (is_named(i, name)) return (*this)[i].value;
    }
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (is_named(i, name)) ++found;
    }
    return found;
}

bool Headers::lists(std::string_view name, std::string_view token) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (is_named(i, name) && list_has((*this)[i].value, token)) return true;
    }
    return false;
}

}  // namespace kalends::http
