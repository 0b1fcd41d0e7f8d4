#include "schemas/requests/hold.hpp"

#include "schemas/requests/overrides.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<MakeHold> parse_make_hold(JsonValue body) {
    return parse_body<MakeHold>(body, [](BodyMembers& members, MakeHold& c) {
        std::int64_t party = 1;
        members.must("meeting_type_id", c.meeting_type, read_id<MeetingTypeId>);
        members.must("start", c.start, read_start);
        members.may("duration_minutes", c.duration, MinutesRule{bounds::duration_minutes});
        members.may("party", party, NumberRule{bounds::party});
        members.may("lasting_minutes", c.lasting, MinutesRule{bounds::hold_minutes});
        members.may("overrides", c.overrides, read_overrides);
        c.party = static_cast<std::uint32_t>(party);
    });
}

Parsed<ExtendHold> parse_extend_hold(JsonValue body) {
    return parse_body<ExtendHold>(body, [](BodyMembers& members, ExtendHold& c) {
        members.may("lasting_minutes", c.lasting, MinutesRule{bounds::hold_minutes});
    });
}

}  // namespace kalends
