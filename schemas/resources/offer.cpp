#include "schemas/resources/offer.hpp"

#include "schemas/values/meeting_type.hpp"

namespace kalends {
namespace {

void append_question(std::string& out, const GuestQuestion& question) {
    ResourceObject object{out};
    object.member("id", question.id);
    object.member("label", question.label);
    object.member("kind", question.kind);
    object.member("required", question.required);
    if (chooses(question.kind)) object.member("choices", question.choices);
}

bool is_open_to_all(const Location& location) {
    return location.kind == LocationKind::in_person || location.kind == LocationKind::guest_place;
}

void write_offer_at(ResourceObject& object, const MeetingTypeTerms& terms,
                    const std::optional<Location>& location) {
    const auto& shown = terms.appearance;
    object.member("price", terms.price);
    object.member_by("questions",
                     [&](std::string& out) { append_list(out, terms.questions, append_question); });
    object.member("description", unless_empty(shown.description));
    object.member("colour", unless_empty(shown.colour));
    object.member_by("location", [&](std::string& out) { append_type_location(out, location); });
}

}  // namespace

std::optional<Location> public_location(const std::optional<Location>& location) {
    if (!location || is_open_to_all(*location)) return location;
    return Location{.kind = location->kind, .details = {}};
}

void append_type_location(std::string& out, const std::optional<Location>& location) {
    if (!location) return void(out.append("null"));
    ResourceObject object{out};
    object.member("kind", location->kind);
    object.member("details", unless_empty(location->details));
}

void write_offer(ResourceObject& object, const MeetingTypeTerms& terms) {
    write_offer_at(object, terms, terms.appearance.location);
}

void write_public_offer(ResourceObject& object, const MeetingTypeTerms& terms) {
    write_offer_at(object, terms, public_location(terms.appearance.location));
}

}  // namespace kalends
