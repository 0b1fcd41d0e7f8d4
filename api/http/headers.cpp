#include "api/http/headers.hpp"

#include "api/http/ascii.hpp"
#include "api/http/parts.hpp"

namespace kalends::http {
namespace {

bool list_has(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        if (equal_ignoring_case(take_part(list, ','), token)) return true;
    }
    return false;
}

}  // namespace

void Headers::add(std::string_view name, std::string_view value) {
    fields_.push_back({static_cast<std::uint32_t>(text_.size()),
                       static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(value.size()), mark_of(name)});
    text_.append(name).append(value);
}

void Headers::clear() {
    text_.clear();
    fields_.clear();
}

std::string_view Headers::name_of(const Field& field) const {
    return std::string_view{text_}.substr(field.begin, field.name_size);
}

std::string_view Headers::value_of(const Field& field) const {
    return std::string_view{text_}.substr(field.begin + field.name_size, field.value_size);
}

// The size, the first letter and the last.
std::uint32_t Headers::mark_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto letter = [](char c) { return static_cast<std::uint32_t>(lower(c)) & 0xffU; };
    return static_cast<std::uint32_t>(name.size()) << 16U | letter(name.front()) << 8U |
           letter(name.back());
}

template <class Visit>
void Headers::visit_named(std::string_view name, Visit visit) const {
    const auto mark = mark_of(name);
    for (const auto& field : fields_) {
        if (field.mark != mark || !equal_ignoring_case(name_of(field), name)) continue;
        if (!visit(field)) return;
    }
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    std::optional<std::string_view> found;
    visit_named(name, [&](const Field& field) {
        found = value_of(field);
        return false;
    });
    return found;
}

std::size_t Headers::count(std::string_view name) const {
    std::size_t found = 0;
    visit_named(name, [&](const Field&) { return ++found > 0; });
    return found;
}

std::string Headers::joined(std::string_view name) const {
    std::string list;
    visit_named(name, [&](const Field& field) {
        list.append(list.empty() ? "" : ",").append(value_of(field));
        return true;
    });
    return list;
}

bool Headers::lists(std::string_view name, std::string_view token) const {
    bool found = false;
    visit_named(name, [&](const Field& field) {
        found = list_has(value_of(field), token);
        return !found;
    });
    return found;
}

}  // namespace kalends::http
