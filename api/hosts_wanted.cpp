#include "api/hosts_wanted.hpp"

#include <algorithm>

#include "domain/characters.hpp"
#include "schemas/requests/attributes.hpp"
#include "schemas/shape/enum_names.hpp"

namespace kalends::api {
namespace {

bool is_attribute_text(std::string_view text) {
    return bounds::attribute_text_chars.contain(count_characters(text)) &&
           !has_control_characters(text, Lines::one);
}

bool has_attribute(const HostTerms& terms, const AttributeAsked& asked) {
    const auto found = std::ranges::find(terms.attributes, asked.name, &HostAttribute::name);
    return found != terms.attributes.end() && std::ranges::count(found->texts, asked.text) > 0;
}

}  // namespace

bool HostsWanted::has(const Host& one) const {
    return host.value_or(one.id) == one.id && kind.value_or(one.terms->sort) == one.terms->sort &&
           is_active.value_or(!one.is_retired) == !one.is_retired && has_attributes(one);
}

bool HostsWanted::has_attributes(const Host& one) const {
    return std::ranges::all_of(attributes, [&one](const AttributeAsked& asked) {
        return has_attribute(*one.terms, asked);
    });
}

std::optional<HostSort> host_kind_asked(QueryFields& query) {
    const auto text = query.text("kind");
    const auto kind = text ? parse_name<HostSort>(*text) : std::nullopt;
    if (text && !kind) query.note("kind", "must be person, room or equipment");
    return kind;
}

std::vector<AttributeAsked> attributes_asked(QueryFields& query) {
    std::vector<AttributeAsked> asked;
    for (const auto given : query.texts("attribute")) {
        const auto colon = std::min(given.find(':'), given.size());
        const auto name = given.substr(0, colon);
        const auto text = given.substr(std::min(colon + 1, given.size()));
        if (is_attribute_name(name) && is_attribute_text(text)) {
            asked.push_back({std::string{name}, std::string{text}});
        } else {
            query.note("attribute", "must be a name, a colon and a text, as in language:de");
        }
    }
    if (asked.size() > attributes_asked_max) {
        query.note("attribute", "must stand at most 20 times");
    }
    return asked;
}

}  // namespace kalends::api
