#include "api/routes.hpp"

#include <memory>

#include "api/dispatch.hpp"
#include "api/endpoints/absences.hpp"
#include "api/endpoints/analytics.hpp"
#include "api/endpoints/api_keys.hpp"
#include "api/endpoints/booking_calendar.hpp"
#include "api/endpoints/bookings.hpp"
#include "api/endpoints/bookings_list.hpp"
#include "api/endpoints/busy.hpp"
#include "api/endpoints/commands.hpp"
#include "api/endpoints/dashboard.hpp"
#include "api/endpoints/documents.hpp"
#include "api/endpoints/events.hpp"
#include "api/endpoints/guests.hpp"
#include "api/endpoints/health.hpp"
#include "api/endpoints/history.hpp"
#include "api/endpoints/holds.hpp"
#include "api/endpoints/holidays.hpp"
#include "api/endpoints/hosts.hpp"
#include "api/endpoints/log_level.hpp"
#include "api/endpoints/meeting_types.hpp"
#include "api/endpoints/metrics.hpp"
#include "api/endpoints/organisations.hpp"
#include "api/endpoints/projections.hpp"
#include "api/endpoints/schedules.hpp"
#include "api/endpoints/series.hpp"
#include "api/endpoints/sessions.hpp"
#include "api/endpoints/sessions_list.hpp"
#include "api/endpoints/slots.hpp"
#include "api/endpoints/test_clock.hpp"

namespace kalends::api {

using enum http::Method;
using enum Permission;

std::vector<http::Route> make_routes(App& app) {
    const auto r = [&app](http::Method method, std::string path, Access access, ReadFunction f) {
        return read(app, method, std::move(path), access, f);
    };
    std::vector<http::Route> commands;
    const auto w = [&](http::Method method, std::string path, Access access, WriteFunction f) {
        return commands.emplace_back(write(app, method, std::move(path), access, f));
    };
    const auto v = [&app](http::Method method, std::string path, Access access, ViewFunction f) {
        return view(app, method, std::move(path), access, f);
    };
    std::vector<http::Route> routes{
        w(post, "/v1/organisations", for_operator, create_organisation),
        r(get, "/v1/organisations", with_or_operator(organisation_read), list_organisations),
        r(get, "/v1/organisations/{id}", with_or_operator(organisation_read), get_organisation),
        w(patch, "/v1/organisations/{id}", with_or_operator(organisation_write),
          change_organisation),

        w(post, "/v1/api-keys", with_or_operator(api_keys_write), issue_api_key),
        r(get, "/v1/api-keys", with_or_operator(api_keys_read), list_api_keys),
        r(get, "/v1/api-keys/{id}", with_or_operator(api_keys_read), get_api_key),
        w(del, "/v1/api-keys/{id}", with_or_operator(api_keys_write), revoke_api_key),

        w(post, "/v1/holiday-calendars", with(organisation_write), create_holiday_calendar),
        r(get, "/v1/holiday-calendars", with(organisation_read), list_holiday_calendars),
        r(get, "/v1/holiday-calendars/{id}", with(organisation_read), get_holiday_calendar),
        w(put, "/v1/holiday-calendars/{id}", with(organisation_write), change_holiday_calendar),
        w(del, "/v1/holiday-calendars/{id}", with(organisation_write), remove_holiday_calendar),

        w(post, "/v1/hosts", with(hosts_write), create_host),
        r(get, "/v1/hosts", with(hosts_read), list_hosts),
        r(get, "/v1/hosts/{id}", with(hosts_read), get_host),
        w(patch, "/v1/hosts/{id}", with(hosts_write), change_host),
        w(del, "/v1/hosts/{id}", with(hosts_write), retire_host),
        r(get, "/v1/hosts/{id}/schedules", with(hosts_read), list_schedules),
        w(put, "/v1/hosts/{id}/schedules", with(hosts_write), replace_schedules),
        w(del, "/v1/hosts/{id}/schedules", with(hosts_write), remove_schedules),
        r(get, "/v1/hosts/{id}/schedules/{name}", with(hosts_read), get_schedule),
        v(get, "/v1/hosts/{id}/dashboard", with(hosts_read), show_dashboard),
        w(put, "/v1/hosts/{id}/schedules/{name}", with(hosts_write), set_schedule),
        w(del, "/v1/hosts/{id}/schedules/{name}", with(hosts_write), remove_schedule),

        w(post, "/v1/hosts/{id}/absences", with(hosts_write), add_absence),
        r(get, "/v1/hosts/{id}/absences", with(hosts_read), list_absences),
        r(get, "/v1/hosts/{id}/absences/{absence}", with(hosts_read), get_absence),
        w(del, "/v1/hosts/{id}/absences/{absence}", with(hosts_write), remove_absence),

        w(put, "/v1/hosts/{id}/busy/{source}", with(hosts_write), import_busy),
        r(get, "/v1/hosts/{id}/busy", with(hosts_read), list_busy),
        r(get, "/v1/hosts/{id}/busy/{source}", with(hosts_read), get_busy),
        w(del, "/v1/hosts/{id}/busy/{source}", with(hosts_write), remove_busy),

        w(post, "/v1/meeting-types", with(meeting_types_write), create_meeting_type),
        r(get, "/v1/meeting-types", with(meeting_types_read), list_meeting_types),
        r(get, "/v1/meeting-types/{id}",
          with_or_public_or_guest(meeting_types_read, GuestAction::read), get_meeting_type),
        w(patch, "/v1/meeting-types/{id}", with(meeting_types_write), change_meeting_type),
        w(del, "/v1/meeting-types/{id}", with(meeting_types_write), retire_meeting_type),
        r(get, "/v1/meeting-types/{id}/slots",
          with_or_public_or_guest(meeting_types_read, GuestAction::reschedule), list_slots),
        r(get, "/v1/meeting-types/{id}/explain",
          with_or_public_or_guest(meeting_types_read, GuestAction::reschedule), explain_starts),

        r(get, "/v1/slots/search", with(meeting_types_read), search_slots),

        w(post, "/v1/holds", with_or_public(bookings_write), make_hold),
        r(get, "/v1/holds", with(bookings_read), list_holds),
        r(get, "/v1/holds/{id}", with_or_hold_token(bookings_read), get_hold),
        w(patch, "/v1/holds/{id}", with_or_hold_token(bookings_write), extend_hold),
        w(del, "/v1/holds/{id}", with_or_hold_token(bookings_write), release_hold),

        w(post, "/v1/bookings", with_or_public(bookings_write), book),
        v(get, "/v1/bookings", with(bookings_read), list_bookings),
        r(get, "/v1/bookings/{id}", with_or_guest(bookings_read, GuestAction::read), get_booking),
        r(get, "/v1/bookings/{id}/calendar.ics", with_or_guest(bookings_read, GuestAction::read),
          get_booking_calendar),
        w(patch, "/v1/bookings/{id}", with_or_guest(bookings_write, GuestAction::amend),
          amend_booking),
        w(post, "/v1/bookings/{id}/cancel", with_or_guest(bookings_write, GuestAction::cancel),
          cancel_booking),
        w(post, "/v1/bookings/{id}/reschedule",
          with_or_guest(bookings_write, GuestAction::reschedule), reschedule_booking),
        w(post, "/v1/bookings/{id}/reassign", with(bookings_decide), reassign_booking),
        w(post, "/v1/bookings/{id}/approve", with(bookings_decide), approve_booking),
        w(post, "/v1/bookings/{id}/reject", with(bookings_decide), reject_booking),
        w(post, "/v1/bookings/{id}/complete", with(bookings_decide), complete_booking),
        w(post, "/v1/bookings/{id}/no-show", with(bookings_decide), mark_no_show),
        w(post, "/v1/bookings/{id}/undo-no-show", with(bookings_decide), undo_no_show),
        r(get, "/v1/bookings/{id}/history", with(bookings_read), list_history),

        v(get, "/v1/sessions", with(bookings_read), list_sessions),
        r(get, "/v1/sessions/{id}", with(bookings_read), get_session),
        w(post, "/v1/sessions/{id}/cancel", with(bookings_write), cancel_session),
        w(post, "/v1/sessions/{id}/reschedule", with(bookings_write), reschedule_session),

        r(get, "/v1/series/{id}", with(bookings_read), get_series),
        w(post, "/v1/series/{id}/cancel", with(bookings_write), cancel_series),
        w(post, "/v1/series/{id}/reschedule", with(bookings_write), reschedule_series),

        v(get, "/v1/guests", with(bookings_read), search_guests),
        v(get, "/v1/guests/{id}", with(bookings_read), get_guest),

        events_route(app),

        v(get, "/v1/analytics/bookings", with(bookings_read), count_bookings),
        v(get, "/v1/analytics/lead-time", with(bookings_read), count_lead_time),
        v(get, "/v1/analytics/cancellations", with(bookings_read), count_cancellations),
        v(get, "/v1/analytics/utilisation", with(bookings_read), count_utilisation),
        v(get, "/v1/analytics/funnel", with(bookings_read), count_funnel),
        v(get, "/v1/analytics/revenue", with(bookings_read), count_revenue),

        v(get, "/v1/projections", for_operator, list_projections),
        v(post, "/v1/projections/{name}/rebuild", for_operator, rebuild_projection),

        r(get, "/healthz", for_anyone, get_health),
        r(get, "/readyz", for_anyone, get_readiness),
        r(get, "/metrics", for_operator, get_metrics),
    };
    if (app.telling != nullptr) {
        routes.push_back(r(get, "/v1/log-level", for_operator, get_log_level));
        routes.push_back(r(put, "/v1/log-level", for_operator, set_log_level));
    }
    const http::Cors no_pages{{}};
    routes.push_back(
        commands_route(app, std::make_shared<const http::Router>(std::move(commands), no_pages)));
    for (auto& document : document_routes()) routes.push_back(std::move(document));
    if (app.test_clock != nullptr) {
        routes.push_back(r(get, "/v1/test-clock", for_operator, get_test_clock));
        routes.push_back({put, "/v1/test-clock",
                          http::WriteEndpoint{[&app](http::Request&& request, http::Reply reply) {
                              set_test_clock(app, std::move(request), std::move(reply));
                          }}});
    }
    return routes;
}

}  // namespace kalends::api
