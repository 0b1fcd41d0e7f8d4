#pragma once

#include <variant>

#include "commands/amend.hpp"
#include "commands/approve.hpp"
#include "commands/book.hpp"
#include "commands/cancel.hpp"
#include "commands/change_host.hpp"
#include "commands/change_meeting_type.hpp"
#include "commands/change_organisation.hpp"
#include "commands/create_host.hpp"
#include "commands/create_meeting_type.hpp"
#include "commands/create_organisation.hpp"
#include "commands/expire.hpp"
#include "commands/issue_api_key.hpp"
#include "commands/reject.hpp"
#include "commands/remove_schedule.hpp"
#include "commands/reschedule.hpp"
#include "commands/reset_clock.hpp"
#include "commands/retire_host.hpp"
#include "commands/retire_meeting_type.hpp"
#include "commands/revoke_api_key.hpp"
#include "commands/set_schedule.hpp"

namespace kalends {

// Everything that can be asked of the engine.
using Command = std::variant<CreateOrganisation, ChangeOrganisation, IssueApiKey, RevokeApiKey,
                             CreateHost, ChangeHost, RetireHost, SetSchedule, RemoveSchedule,
                             CreateMeetingType, ChangeMeetingType, RetireMeetingType, Book, Cancel,
                             Reschedule, Amend, Approve, Reject, Expire, ResetClock>;

}  // namespace kalends
