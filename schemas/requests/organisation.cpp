#include "schemas/requests/organisation.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<CreateOrganisation> parse_create_organisation(JsonValue body, const ZoneNames& zones) {
    return parse_body<CreateOrganisation>(body, [&](BodyMembers& members, CreateOrganisation& c) {
        members.must("name", c.terms.name, TextRule{bounds::name_chars});
        members.must("time_zone", c.terms.zone, ZoneRule{zones});
    });
}

Parsed<ChangeOrganisation> parse_change_organisation(JsonValue body, const ZoneNames& zones) {
    return parse_body<ChangeOrganisation>(body, [&](BodyMembers& members, ChangeOrganisation& c) {
        members.may("name", c.new_name, TextRule{bounds::name_chars});
        members.may("time_zone", c.zone, ZoneRule{zones});
    });
}

}  // namespace kalends
