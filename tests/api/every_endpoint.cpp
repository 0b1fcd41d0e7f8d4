#include "tests/api/every_endpoint.hpp"

namespace kalends::api {

std::vector<Asked> every_endpoint(Office& office) {
    const auto host = office.hire();
    const auto type = office.offer(host);
    const auto booking = office.book(type, "2026-12-01T10:00:00+01:00").text("id");
    const auto guest = office.get("/v1/bookings/" + booking).text("guests/0/guest_id");
    const auto key = office.get("/v1/api-keys").text("items/0/id");
    const auto organisation = office.get("/v1/organisations").text("items/0/id");
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
            {del, "/v1/api-keys/" + key},
            {post, "/v1/hosts", json(std::string{"{"} + named_host + "}")},
            {get, "/v1/hosts"},
            {get, "/v1/hosts/" + host},
            {patch, "/v1/hosts/" + host, json("{'kind':'room'}")},
            {del, "/v1/hosts/" + host},
            {get, "/v1/hosts/" + host + "/schedules"},
            {get, "/v1/hosts/" + host + "/schedules/default"},
            {put, "/v1/hosts/" + host + "/schedules/default", hours},
            {del, "/v1/hosts/" + host + "/schedules/default"},
            {post, "/v1/meeting-types",
             json("{'name':'Intro','duration_minutes':30,'hosts':[{'host_id':'" + host + "'}]}")},
            {get, "/v1/meeting-types"},
            {get, "/v1/meeting-types/" + type},
            {patch, "/v1/meeting-types/" + type, json("{'duration_minutes':45}")},
            {del, "/v1/meeting-types/" + type},
            {get, "/v1/meeting-types/" + type + "/slots?from=2026-12-01&to=2026-12-02"},
            {get, "/v1/meeting-types/" + type + "/explain?from=2026-12-01&to=2026-12-02"},
            {post, "/v1/bookings",
             json("{'meeting_type_id':'" + type +
                  "','start':'2026-12-01T11:00:00+01:00','guests':[{'name':'Grace'}]}")},
            {get, "/v1/bookings"},
            {get, "/v1/bookings/" + booking},
            {patch, "/v1/bookings/" + booking, json("{'metadata':{'a':'b'}}")},
            {post, "/v1/bookings/" + booking + "/cancel", "{}"},
            {post, "/v1/bookings/" + booking + "/reschedule",
             json("{'start':'2026-12-01T14:00:00+01:00'}")},
            {post, "/v1/bookings/" + booking + "/approve", "{}"},
            {post, "/v1/bookings/" + booking + "/reject", "{}"},
            {get, "/v1/bookings/" + booking + "/history"},
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
