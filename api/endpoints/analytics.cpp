#include "api/endpoints/analytics.hpp"

#include "api/accepted_type.hpp"
#include "api/analytics_tables.hpp"
#include "api/counts_asked.hpp"
#include "schemas/resources/object.hpp"

namespace kalends::api {
namespace {

using MakeTable = CountedTable (*)(AnalyticsView&, const CountsQuery&);

Response shown_as_json(const CountsQuery& asked, const Table& table) {
    std::string body;
    {
        ResourceObject object{body};
        object.member("from", asked.from);
        object.member("to", asked.to);
        object.member("by", name_of(asked.by));
        object.member_by("items", [&](std::string& out) { append_items(out, table); });
    }
    return varying_by_type(ok(std::move(body)));
}

Response shown_as_csv(const Table& table) {
    std::string rows;
    append_csv(rows, table);
    return csv_response(std::move(rows));
}

Result<ViewQuery, Problem> counted(const ReadCall& call, const CountsFilters& filters,
                                   MakeTable make_table) {
    const auto asked = counts_asked(call, filters);
    if (!asked) return asked.error();
    return ask_view<AnalyticsView>(
        "analytics",
        [asked = *asked, filters, make_table,
         is_csv = asks_for(call.request, "text/csv")](AnalyticsView& view) -> Answer {
            const auto table = make_table(view, asked);
            if (!table) return too_much(table.error(), asked, filters);
            return is_csv ? shown_as_csv(*table) : shown_as_json(asked, *table);
        });
}

}  // namespace

Result<ViewQuery, Problem> count_bookings(const ReadCall& call) {
    return counted(call, {.has_status = true}, bookings_table);
}

Result<ViewQuery, Problem> count_lead_time(const ReadCall& call) {
    return counted(call, {.has_status = true}, lead_time_table);
}

Result<ViewQuery, Problem> count_cancellations(const ReadCall& call) {
    return counted(call, {}, cancellations_table);
}

Result<ViewQuery, Problem> count_utilisation(const ReadCall& call) {
    return counted(call, {.has_meeting_type = false}, utilisation_table);
}

Result<ViewQuery, Problem> count_funnel(const ReadCall& call) {
    return counted(call, {}, funnel_table);
}

Result<ViewQuery, Problem> count_revenue(const ReadCall& call) {
    return counted(call, {}, revenue_table);
}

}  // namespace kalends::api
