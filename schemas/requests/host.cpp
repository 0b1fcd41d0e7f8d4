#include "schemas/requests/host.hpp"

#include "schemas/requests/attributes.hpp"
#include "schemas/requests/contact.hpp"
#include "schemas/requests/personal.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

const TextRule host_name_rule{bounds::name_chars};
const auto holidays_rule = set_of(bounds::holidays_followed, read_id<HolidayCalendarId>);
const auto email_rule = or_null<std::optional<std::string>>(read_email);

}  // namespace

Parsed<CreateHost> parse_create_host(JsonValue body, const ZoneNames& zones) {
    return parse_body<CreateHost>(body, [&](BodyMembers& members, CreateHost& c) {
        HostDetails details;
        members.must("name", details.name, host_name_rule);
        members.may("email", details.email, email_rule);
        members.may("kind", c.terms.sort, any_of<HostSort>());
        members.must("time_zone", c.terms.zone, ZoneRule{zones});
        members.may("external_id", c.terms.external_id,
                    or_null<std::string>(TextRule{bounds::external_id_chars}));
        members.may("holiday_calendar_ids", c.terms.holidays, holidays_rule);
        members.may("attributes", c.terms.attributes, read_attributes);
        c.personal.host_details = clear(details);
    });
}

Parsed<ChangeHost> parse_change_host(JsonValue body, const ZoneNames& zones) {
    return parse_body<ChangeHost>(body, [&](BodyMembers& members, ChangeHost& c) {
        HostDetails details;
        const bool has_name = members.may("name", details.name, host_name_rule);
        const bool has_email = members.may("email", details.email, email_rule);
        members.may("kind", c.sort, any_of<HostSort>());
        members.may("time_zone", c.zone, ZoneRule{zones});
        members.may("holiday_calendar_ids", c.holidays, holidays_rule);
        members.may("attributes", c.attributes, read_attributes);
        if (has_name != has_email) {
            members.note(has_name ? "email" : "name", "is missing: name and email change together");
        }
        if (has_name) c.personal.host_details = clear(details);
    });
}

}  // namespace kalends
