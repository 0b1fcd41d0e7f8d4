#pragma once

#include <variant>

#include "commands/add_absence.hpp"
#include "commands/amend.hpp"
#include "commands/approve.hpp"
#include "commands/book.hpp"
#include "commands/book_series.hpp"
#include "commands/cancel.hpp"
#include "commands/cancel_series.hpp"
#include "commands/cancel_session.hpp"
#include "commands/change_holiday_calendar.hpp"
#include "commands/change_host.hpp"
#include "commands/change_meeting_type.hpp"
#include "commands/change_organisation.hpp"
#include "commands/complete.hpp"
#include "commands/create_holiday_calendar.hpp"
#include "commands/create_host.hpp"
#include "commands/create_meeting_type.hpp"
#include "commands/create_organisation.hpp"
#include "commands/expire.hpp"
#include "commands/extend_hold.hpp"
#include "commands/go_stale.hpp"
#include "commands/import_busy.hpp"
#include "commands/issue_api_key.hpp"
#include "commands/make_hold.hpp"
#include "commands/mark_no_show.hpp"
#include "commands/reassign.hpp"
#include "commands/reject.hpp"
#include "commands/release_hold.hpp"
#include "commands/remove_absence.hpp"
#include "commands/remove_busy_source.hpp"
#include "commands/remove_holiday_calendar.hpp"
#include "commands/remove_schedule.hpp"
#include "commands/replace_schedules.hpp"
#include "commands/reschedule.hpp"
#include "commands/reschedule_series.hpp"
#include "commands/reschedule_session.hpp"
#include "commands/reset_clock.hpp"
#include "commands/retire_host.hpp"
#include "commands/retire_meeting_type.hpp"
#include "commands/revoke_api_key.hpp"
#include "commands/set_schedule.hpp"
#include "commands/undo_no_show.hpp"

namespace kalends {

// Everything that can be asked of the engine.
using Command =
    std::variant<CreateOrganisation, ChangeOrganisation, IssueApiKey, RevokeApiKey,
                 CreateHolidayCalendar, ChangeHolidayCalendar, RemoveHolidayCalendar, CreateHost,
                 ChangeHost, RetireHost, SetSchedule, RemoveSchedule, ReplaceSchedules, AddAbsence,
                 RemoveAbsence, ImportBusy, RemoveBusySource, GoStale, CreateMeetingType,
                 ChangeMeetingType, RetireMeetingType, Book, BookSeries, Cancel, CancelSeries,
                 CancelSession, Reschedule, RescheduleSeries, RescheduleSession, Amend, Approve,
                 Reject, MakeHold, ExtendHold, ReleaseHold, Expire, Complete, MarkNoShow,
                 UndoNoShow, Reassign, ResetClock>;

}  // namespace kalends
