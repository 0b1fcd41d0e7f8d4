#include "schemas/resources/host.hpp"

#include "schemas/resources/object.hpp"
#include "schemas/resources/standing.hpp"

namespace kalends {
namespace {

// An object with a list of texts for each name.
void append_attributes(std::string& out, const std::vector<HostAttribute>& attributes) {
    const auto start = out.size();
    for (const auto& attribute : attributes) {
        append_json_text(out.append(","), attribute.name);
        append_json(out.append(":"), attribute.texts);
    }
    close_json(out, start, '{', '}');
}

void put_members(ResourceObject& object, const Host& host,
                 const std::optional<std::string>& details_json) {
    object.member("id", host.id);
    object.member("external_id", unless_empty(host.terms->external_id));
    object.member("kind", host.terms->sort);
    object.member("time_zone", host.terms->zone);
    object.member("holiday_calendar_ids", host.terms->holidays);
    object.member_by("attributes",
                     [&host](std::string& to) { append_attributes(to, host.terms->attributes); });
    object.member("active", !host.is_retired);
    object.member("revision", host.revision);
    object.member("created_at", host.created_at);
    if (details_json) {
        object.members_of(*details_json);
    } else {
        object.member("erased", true);
    }
}

}  // namespace

void append_host(std::string& out, const Host& host,
                 const std::optional<std::string>& details_json) {
    ResourceObject object{out};
    put_members(object, host, details_json);
}

void append_retired_host(std::string& out, const Host& host,
                         const std::optional<std::string>& details_json,
                         const std::optional<CoveredBookings>& standing) {
    ResourceObject object{out};
    put_members(object, host, details_json);
    write_standing(object, standing);
}

}  // namespace kalends
