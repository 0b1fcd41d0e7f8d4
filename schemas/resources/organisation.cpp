#include "schemas/resources/organisation.hpp"

#include "domain/check.hpp"
#include "schemas/resources/api_key.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void write_members(ResourceObject& object, const Organisation& organisation) {
    object.member("id", organisation.id);
    object.member("name", organisation.terms.name);
    object.member("time_zone", organisation.terms.zone);
    object.member("week_start", organisation.terms.week_start);
    object.member("revision", organisation.revision);
    object.member("created_at", organisation.created_at);
}

}  // namespace

void append_organisation(std::string& out, const Organisation& organisation) {
    ResourceObject object{out};
    write_members(object, organisation);
}

void append_organisation_created(std::string& out, const Organisation& organisation,
                                 std::string_view owner_secret) {
    ensure(organisation.api_keys.size() == 1, "an organisation is made with the key of its owner");
    ResourceObject object{out};
    write_members(object, organisation);
    object.member_by("owner_key", [&](std::string& to) {
        append_api_key(to, organisation.api_keys.begin()->second, owner_secret);
    });
}

}  // namespace kalends
