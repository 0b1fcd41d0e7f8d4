#include "schemas/requests/offer.hpp"

#include <algorithm>

#include "domain/contact.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

const TextRule description_rule{bounds::description_chars, Lines::many};

std::optional<std::string> read_currency(JsonValue value, FaultList& faults) {
    const auto code = value.text();
    if (code && is_currency(*code)) return std::string{*code};
    faults.note(value, "must be the code of a currency by ISO 4217, as in EUR");
    return std::nullopt;
}

std::optional<Price> read_price(JsonValue value, FaultList& faults) {
    return read_members<Price>(value, faults, [](BodyMembers& members, Price& price) {
        members.must("amount_minor", price.amount_minor, NumberRule{bounds::price_minor});
        members.must("currency", price.currency, read_currency);
    });
}

bool may_stand_in_id(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::optional<std::string> read_question_id(JsonValue value, FaultList& faults) {
    const auto id = value.text();
    if (id && bounds::question_id_chars.contain(count_characters(*id)) &&
        std::ranges::all_of(*id, may_stand_in_id)) {
        return std::string{*id};
    }
    faults.note(value, "must be a name of 1 to 50 letters of ASCII, digits, - and _");
    return std::nullopt;
}

std::optional<GuestQuestion> read_question(JsonValue value, FaultList& faults) {
    return read_members<GuestQuestion>(
        value, faults, [](BodyMembers& members, GuestQuestion& question) {
            std::optional<AnswerKind> kind;
            members.must("id", question.id, read_question_id);
            members.must("label", question.label, TextRule{bounds::label_of_question_chars});
            members.must("kind", kind, any_of<AnswerKind>());
            members.may("required", question.required, read_boolean);
            const bool has_choices =
                members.may("choices", question.choices,
                            set_of(bounds::choices, TextRule{bounds::choice_chars}));
            if (!kind) return;
            question.kind = *kind;
            if (chooses(*kind) && !has_choices) members.note("choices", "is missing");
            if (!chooses(*kind) && has_choices) members.note("choices", "is not for this kind");
        });
}

std::optional<std::string> read_colour(JsonValue value, FaultList& faults) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    std::string colour{value.text().value_or("")};
    std::ranges::transform(colour, colour.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool is_colour = colour.size() == 7 && colour.front() == '#' &&
                           std::all_of(colour.begin() + 1, colour.end(), is_hex);
    if (is_colour) return colour;
    faults.note(value, "must be a colour, as in #1a2b3c");
    return std::nullopt;
}

std::optional<Location> read_type_location(JsonValue value, FaultList& faults) {
    return read_members<Location>(value, faults, [](BodyMembers& members, Location& location) {
        std::optional<LocationKind> kind;
        members.must("kind", kind, any_of<LocationKind>());
        members.may("details", location.details,
                    or_null<std::string>(TextRule{bounds::location_chars}));
        if (!kind) return;
        location.kind = *kind;
        const auto& details = location.details;
        if (kind == LocationKind::video && !details.empty() && !is_web_address(details)) {
            members.note("details", "must be a web address, as in https://example.org/room");
        }
        if (kind == LocationKind::phone && !details.empty() && !is_phone(details)) {
            members.note("details", "must be a telephone number, as in +352 12 34 56");
        }
    });
}

}  // namespace

void read_offer(BodyMembers& members, ChangeMeetingType& c) {
    members.may("price", c.price, or_null<std::optional<Price>>(read_price));
    members.may("questions", c.questions,
                list_by(bounds::questions, read_question, &GuestQuestion::id, "id"));
    members.may("description", c.description, or_null<std::string>(description_rule));
    members.may("colour", c.colour, or_null<std::string>(read_colour));
    members.may("location", c.location, or_null<std::optional<Location>>(read_type_location));
}

}  // namespace kalends
