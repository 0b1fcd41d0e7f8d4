#include "schemas/resources/hold.hpp"

#include "schemas/resources/booking_members.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

void append_hold(std::string& out, const Hold& hold, std::string_view hold_token) {
    ResourceObject object{out};
    object.member("id", hold.id);
    object.member("status", hold.status);
    object.member("meeting_type_id", hold.meeting_type);
    object.member("meeting_type_revision", hold.type_revision);
    object.member("start", hold.when.time.start);
    object.member("end", hold.when.time.end);
    object.member("start_local", hold.when.civil_start);
    object.member("time_zone", hold.when.zone);
    object.member("host_ids", claimed(hold.when).hosts);
    object.member("party", hold.party);
    object.member("session_id", session_of(hold.when));
    object.member("expires_at", hold.expires_at);
    object.member("booking_id", unless_nil(hold.booking));
    object.member("revision", hold.revision);
    object.member("created_at", hold.created_at);
    object.member("updated_at", hold.updated_at);
    if (!hold_token.empty()) object.member("hold_token", hold_token);
}

}  // namespace kalends
