#include "tests/api/every_endpoint.hpp"

namespace kalends::api {

std::vector<Asked> every_endpoint(Office& office) {
    const auto host = office.hire();
    const auto type = office.offer(host);
    const auto booking = office.book(type, "2026-12-01T10:00:00+01:00").text("id");
    const auto at = [&type](std::string_view hour) {
        return json("{'meeting_type_id':'" + type + "','start':'2026-12-01T" + std::string{hour} +
                    ":00:00+01:00'}");
    };
    const auto recurring = json("{'meeting_type_id':'" + type +
                                "','start':'2026-12-01T12:00:00+01:00','guests':[{'name':'Grace'}]"
                                ",'recurrence':{'rule':'FREQ=WEEKLY;COUNT=2'}}");
    const auto made = office.post("/v1/bookings", recurring);
    const auto series = made.text("id");
    const auto occurrence = made.text("bookings/0/id");
    const auto course = office.offer(host, ",'seats':3");
    const auto session = office.book(course, "2026-12-01T09:00:00+01:00").text("session_id");
    const auto hold = office.post("/v1/holds", at("15")).text("id");
    const auto guest = office.get("/v1/bookings/" + booking).text("guests/0/guest_id");
    const auto key = office.get("/v1/api-keys").text("items/0/id");
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
    const auto absences = "/v1/hosts/" + host + "/absences";
    const auto away = json("{'from':'2026-12-24','to':'2026-12-26'}");
    const auto absence = office.post(absences, away).text("id");
    const auto busy = "/v1/hosts/" + host + "/busy/work";
    const auto nothing_busy = json(
        "{'from':'2026-12-01T00:00:00Z','to':'2026-12-08T00:00:00Z','busy':[],"
        "'stale_after_minutes':600,'when_stale':'open'}");
    office.put(busy, nothing_busy);
    const std::string holidays = "/v1/holiday-calendars";
    const auto christmas =
        json("{'name':'Here','dates':[{'date':'2026-12-25','name':'Christmas'}]}");
    const auto calendar = office.post(holidays, christmas).text("id");
    const auto named_host = "'name':'Eve','time_zone':'Etc/UTC'";
    const auto hours = json("{'time_zone':'Etc/UTC','weekly':[]}");
    const auto window = "?from=2026-12-01&to=2026-12-08";
    const auto counted = [window](std::string what) { return "/v1/analytics/" + what + window; };
    using enum http::Method;
    return {{get, "/v1/organisations"},
            {get, "/v1/organisations/" + organisation},
            {patch, "/v1/organisations/" + organisation, json("{'name':'Other'}")},
            {post, "/v1/api-keys", json("{'label':'desk','role':'host','host_id':'" + host + "'}")},
            {get, "/v1/api-keys"},
            {get, "/v1/api-keys/" + key},
            {del, "/v1/api-keys/" + key},
            {post, "/v1/hosts", json(std::string{"{"} + named_host + "}")},
            {get, "/v1/hosts"},
            {get, "/v1/hosts/" + host},
            {patch, "/v1/hosts/" + host, json("{'kind':'room'}")},
            {del, "/v1/hosts/" + host},
            {get, "/v1/hosts/" + host + "/schedules"},
            {put, "/v1/hosts/" + host + "/schedules",
             json("{'schedules':[{'name':'default','time_zone':'Etc/UTC','weekly':[]}]}")},
            {get, "/v1/hosts/" + host + "/schedules/default"},
            {put, "/v1/hosts/" + host + "/schedules/default", hours},
            {del, "/v1/hosts/" + host + "/schedules/default"},
            {del, "/v1/hosts/" + host + "/schedules"},
            {post, absences, away},
            {get, absences},
            {get, absences + "/" + absence},
            {del, absences + "/" + absence},
            {put, busy, nothing_busy},
            {get, "/v1/hosts/" + host + "/busy"},
            {get, busy},
            {del, busy},
            {post, holidays, christmas},
            {get, holidays},
            {get, holidays + "/" + calendar},
            {put, holidays + "/" + calendar, christmas},
            {del, holidays + "/" + calendar},
            {post, "/v1/meeting-types",
             json("{'name':'Intro','duration_minutes':30,'hosts':[{'host_id':'" + host + "'}]}")},
            {get, "/v1/meeting-types"},
            {get, "/v1/meeting-types/" + type},
            {patch, "/v1/meeting-types/" + type, json("{'duration_minutes':45}")},
            {del, "/v1/meeting-types/" + type},
            {get, "/v1/meeting-types/" + type + "/slots?from=2026-12-01&to=2026-12-02"},
            {get, "/v1/meeting-types/" + type + "/explain?from=2026-12-01&to=2026-12-02"},
            {get, "/v1/slots/search?from=2026-12-01&to=2026-12-02&meeting_type_id=" + type},
            {post, "/v1/holds", at("16")},
            {get, "/v1/holds"},
            {get, "/v1/holds/" + hold},
            {patch, "/v1/holds/" + hold, json("{'lasting_minutes':20}")},
            {del, "/v1/holds/" + hold},
            {post, "/v1/bookings",
             json("{'meeting_type_id':'" + type +
                  "','start':'2026-12-01T11:00:00+01:00','guests':[{'name':'Grace'}]}")},
            {get, "/v1/bookings"},
            {get, "/v1/bookings/" + booking},
            {patch, "/v1/bookings/" + booking, json("{'metadata':{'a':'b'}}")},
            {post, "/v1/bookings/" + booking + "/cancel", "{}"},
            {post, "/v1/bookings/" + booking + "/reschedule",
             json("{'start':'2026-12-01T14:00:00+01:00'}")},
            {post, "/v1/bookings/" + booking + "/reassign", json("{'host_id':'" + host + "'}")},
            {post, "/v1/bookings/" + booking + "/approve", "{}"},
            {post, "/v1/bookings/" + booking + "/reject", "{}"},
            {post, "/v1/bookings/" + booking + "/complete", "{}"},
            {post, "/v1/bookings/" + booking + "/no-show", "{}"},
            {post, "/v1/bookings/" + booking + "/undo-no-show", "{}"},
            {get, "/v1/bookings/" + booking + "/calendar.ics"},
            {get, "/v1/bookings/" + booking + "/history"},
            {get, "/v1/series/" + series},
            {post, "/v1/series/" + series + "/reschedule",
             json("{'scope':'all','booking_id':'" + occurrence +
                  "','start':'2026-12-01T13:00:00+01:00'}")},
            {post, "/v1/series/" + series + "/cancel", json("{'scope':'all'}")},
            {get, "/v1/sessions"},
            {get, "/v1/sessions/" + session},
            {post, "/v1/sessions/" + session + "/reschedule",
             json("{'start':'2026-12-01T16:00:00+01:00'}")},
            {post, "/v1/sessions/" + session + "/cancel"},
            {get, "/v1/guests?text=grace"},
            {get, "/v1/guests/" + guest},
            {get, "/v1/hosts/" + host + "/dashboard"},
            {get, counted("bookings")},
            {get, counted("lead-time")},
            {get, counted("cancellations")},
            {get, counted("utilisation")},
            {get, counted("funnel")},
            {get, counted("revenue")},
            {get, "/v1/events?types=organisation.created.v1"}};
}

}  // namespace kalends::api
