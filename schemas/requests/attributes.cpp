#include "schemas/requests/attributes.hpp"

#include <string>

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

using AttributeTexts = std::vector<std::string>;

const TextRule attribute_text_rule{bounds::attribute_text_chars};
const auto attribute_texts_rule = set_of(bounds::attribute_texts, attribute_text_rule);

bool may_stand_in_attribute(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::optional<AttributeTexts> read_attribute_texts(JsonValue value, FaultList& faults) {
    if (value.kind() == JsonKind::array) return attribute_texts_rule(value, faults);
    auto text = attribute_text_rule(value, faults);
    if (!text) return std::nullopt;
    return std::vector{*std::move(text)};
}

HostAttribute read_attribute(JsonMember member, FaultList& faults) {
    if (!is_attribute_name(member.name)) {
        faults.note(member.value, "must have a name of " + std::string{attribute_name_rule});
    }
    return {std::string{member.name},
            read_attribute_texts(member.value, faults).value_or(AttributeTexts{})};
}

}  // namespace

bool is_attribute_name(std::string_view name) {
    return bounds::attribute_name_chars.contain(static_cast<std::int64_t>(name.size())) &&
           std::ranges::all_of(name, may_stand_in_attribute);
}

std::optional<std::vector<HostAttribute>> read_attributes(JsonValue value, FaultList& faults) {
    const auto found_before = faults.found();
    if (!check_list(value, JsonKind::object, bounds::attributes, faults)) return std::nullopt;
    std::vector<HostAttribute> attributes;
    std::size_t texts = 0;
    for (const auto member : value.members()) {
        attributes.push_back(read_attribute(member, faults));
        texts += attributes.back().texts.size();
    }
    if (!bounds::attribute_texts_of_host.contain(static_cast<std::int64_t>(texts))) {
        faults.note(value, "must have at most 50 texts in all");
    }
    if (faults.found() != found_before) return std::nullopt;
    // In whatever order they are sent they are the same.
    std::ranges::sort(attributes, {}, &HostAttribute::name);
    return attributes;
}

}  // namespace kalends
