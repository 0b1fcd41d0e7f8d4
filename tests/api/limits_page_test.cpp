// docs/LIMITS.md says what the program does.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "api/batch.hpp"
#include "api/endpoints/slots.hpp"
#include "api/feed/subscribers.hpp"
#include "api/hosts_wanted.hpp"
#include "api/http/limits.hpp"
#include "api/list_pages.hpp"
#include "api/pages.hpp"
#include "api/rate_limiter.hpp"
#include "api/slots_search.hpp"
#include "commands/engine/world.hpp"
#include "domain/availability/evaluation.hpp"
#include "domain/availability/question.hpp"
#include "domain/bounds.hpp"
#include "domain/recurrence/recurrence.hpp"
#include "projections/analytics/answers.hpp"
#include "projections/bookings/bookings_query.hpp"
#include "projections/feed/feed_reader.hpp"
#include "schemas/requests/bounds.hpp"

namespace limits_page_test {

using namespace kalends;
using namespace kalends::api;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

std::string text_of(std::integral auto number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string text_of_bytes(std::integral auto bytes) {
    constexpr auto mebibyte = 1024 * 1024;
    return bytes % mebibyte == 0 ? text_of(bytes / mebibyte) + " MiB"
                                 : text_of(bytes / 1024) + " KiB";
}

std::string text_of(std::chrono::milliseconds time) {
    return text_of(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
}

std::string text_of(std::chrono::days days) {
    return text_of(days.count()) + " days";
}

Rows of_requests() {
    const http::Limits limits;
    return {
        {"request line", text_of_bytes(limits.target_bytes_max)},
        {"request line and header fields", text_of_bytes(limits.header_bytes_max)},
        {"header fields", text_of(limits.header_fields_max)},
        {"query parameters", text_of(limits.query_parameters_max)},
        {"body", text_of_bytes(limits.body_bytes_max)},
        {"body of `/v1/commands`", text_of_bytes(limits.long_body_bytes_max)},
        {"what carries a body, chunk headers included",
         text_of_bytes(limits.received_bytes_max_of("/"))},
        {"the same of a body of `/v1/commands`",
         text_of_bytes(limits.received_bytes_max_of(limits.long_body_path))},
        {"time for the header", text_of(limits.header_time_max)},
        {"time for the body", text_of(limits.body_time_max)},
        {"time for a client to take an answer", text_of(limits.write_time_max)},
        {"time to take what of a stream was sent", text_of(limits.stream_time_max)},
        {"time to go on sending after a refusal", text_of(limits.linger_time_max)},
        {"what is dropped of it", text_of_bytes(limits.linger_bytes_max)},
        {"silence on an idle connection", text_of(limits.idle_time_max)},
        {"faults told of one request", text_of(bounds::faults_max)},
    };
}

Rows of_server() {
    const http::Limits limits;
    const SubscriberLimits followers;
    const EngineLimits engine;
    return {
        {"connections", text_of(limits.connections_max)},
        {"bodies over 64 KiB on their way", text_of(limits.long_bodies_max)},
        {"`/v1/commands` under way", text_of(Batch::batches_max)},
        {"those besides that are their organisation's first", text_of(Batch::first_batches_max)},
        {"of them of one organisation", text_of(Batch::batches_per_organisation_max)},
        {"followers of feeds", text_of(followers.subscribers_max)},
        {"of them of one organisation", text_of(followers.subscribers_per_organisation_max)},
        {"what the system takes of an answer before its client does",
         text_of_bytes(limits.send_buffer_bytes)},
        {"held of answers that their clients do not take", text_of_bytes(limits.held_bytes_max)},
        {"held for followers who do not read", text_of_bytes(followers.held_bytes_max)},
        {"callers whose rate is remembered", text_of(RateLimiter::callers_max)},
        {"commands that wait to be decided", text_of(engine.queue_commands_max)},
        {"answers that wait to be durable", text_of(engine.answers_waiting_max)},
        {"commands in one record", text_of(engine.record_commands_max)},
        {"bytes in one record", text_of_bytes(engine.record_bytes_max)},
        {"states in memory", text_of_bytes(engine.state_bytes_max)},
        {"expanded hours in memory", text_of_bytes(engine.hours_bytes_max)},
        {"events of one command", text_of_bytes(command_bytes_max)},
        {"one event", text_of_bytes(event_bytes_max)},
    };
}

Rows of_answers() {
    return {
        {"lines of `/v1/commands`, blank ones too", text_of(Batch::lines_max)},
        {"one of these lines", text_of_bytes(http::Limits{}.body_bytes_max)},
        {"of them of one request on their way", text_of(Batch::under_way_max)},
        {"items on a page", text_of(Page::limit_max)},
        {"bookings looked at for a page", text_of(BookingsBounds::rows_max)},
        {"hosts, meeting types or holds looked at for a page", text_of(Page::looked_at_max)},
        {"guests looked at for a page", text_of(BookingsBounds::guests_max)},
        {"bytes of `text`", text_of(text_bytes_max)},
        {"`attribute` in one request", text_of(attributes_asked_max)},
        {"events looked at for a page", text_of(FeedBounds{}.looked_at_max)},
        {"bytes of events on a page", text_of_bytes(FeedBounds{}.bytes_max)},
        {"window of slots", text_of(query_window_max)},
        {"starts of slots", text_of(SlotsBounds::starts_max)},
        {"starts of slots, each counted for each host", text_of(SlotsBounds::judged_max)},
        {"how far the next slot is looked for", text_of(SlotsBounds::next_available_max)},
        {"starts judged for that, and for alternatives and searches", text_of(judged_max)},
        {"window that is explained", text_of(SlotsBounds::explained_window_max)},
        {"starts that are explained", text_of(SlotsBounds::explained_starts_max)},
        {"meeting types named in a search", text_of(SearchBounds::types_named)},
        {"meeting types searched", text_of(SearchBounds::types)},
        {"hosts of them", text_of(SearchBounds::hosts)},
        {"of them those whose window counts days with slots",
         text_of(SearchBounds::windows_with_slots)},
        {"window of analytics", text_of(std::chrono::days{AnalyticsBounds::days_max})},
        {"counters read for analytics", text_of(AnalyticsBounds::cells_read_max)},
        {"days of hosts in analytics", text_of(AnalyticsBounds::host_days_max)},
        {"rows of analytics", text_of(AnalyticsBounds::rows_max)},
    };
}

Rows of_organisation() {
    return {
        {"live API keys", text_of(api_keys_max)},
        {"API keys that ended", text_of(ended_api_keys_max)},
        {"holiday calendars", text_of(holiday_calendars_max)},
        {"schedules of a host", text_of(schedules_of_host_max)},
        {"absences of a host", text_of(absences_of_host_max)},
        {"busy sources of a host", text_of(busy_sources_of_host_max)},
        {"busy intervals of one import", text_of(bounds::busy_intervals.most)},
        {"window of one import", text_of(bounds::busy_window_max)},
        {"busy intervals of a source", text_of(busy_intervals_of_source_max)},
        {"hosts of a meeting type", text_of(hosts_of_type_max)},
        {"seats of a meeting type", text_of(seats_max)},
        {"occurrences of a series", text_of(occurrences_max)},
        {"changes of a booking", text_of(booking_revisions_max)},
        {"a hold, however often extended", text_of(hold_minutes_max.count()) + " minutes"},
    };
}

Rows rows_of_page() {
    std::ifstream file{KALENDS_SOURCE_DIR "/docs/LIMITS.md"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::regex row{R"(\n\| ([^|]+) \| ([0-9][^|]*) \|)"};
    Rows rows;
    for (std::sregex_iterator at{text.begin(), text.end(), row}, end; at != end; ++at) {
        rows.emplace_back((*at)[1], (*at)[2]);
    }
    return rows;
}

}  // namespace

TEST_CASE("the page of limits says what the program does") {
    Rows expected;
    for (const auto& rows : {of_requests(), of_server(), of_answers(), of_organisation()}) {
        expected.insert(expected.end(), rows.begin(), rows.end());
    }
    const auto found = rows_of_page();
    REQUIRE_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK_EQ(found[i].first, expected[i].first);
        CHECK_MESSAGE(found[i].second == expected[i].second,
                      found[i].first << ": " << expected[i].second);
    }
}

}  // namespace limits_page_test
