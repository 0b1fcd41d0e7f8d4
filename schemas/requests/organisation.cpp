#include "schemas/requests/organisation.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<CreateOrganisation> parse_create_organisation(JsonValue body, const ZoneNames& zones) {
    return parse_body<CreateOrganisation>(body, [&](BodyMembers& members, CreateOrganisation& c) {
        members.must("name", c.terms.name, TextRule{bounds::name_chars});
        members.must("time_zone", c.terms.zone, ZoneRule{zones});
        members.may("week_start", c.terms.week_start, any_of<DayName>());
    });
}

Parsed<ChangeOrganisation> parse_change_organisation(JsonValue body, const ZoneNames& zones) {
    return parse_body<ChangeOrganisation>(body, [&](BodyMembers& members, ChangeOrganisation& c) {
        members.may("name", c.new_name, TextRule{bounds::name_chars});
        members.may("time_zone", c.zone, ZoneRule{zones});
        members.may("week_start", c.week_start, any_of<DayName>());
    });
}

}  // namespace kalends
