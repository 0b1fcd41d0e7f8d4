#include "app/demo/invitation.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>

#include "api/asked_calendar.hpp"
#include "api/credentials.hpp"
#include "eventstore/failures.hpp"

namespace kalends::demo {
namespace {

struct FreeSlot {
    MeetingTypeId meeting_type;
    Instant start;
};

// From tomorrow on, so that whoever reads the lines slowly can still paste them; and on the second
// day that has a slot, as what README.md says takes the first of the first.
std::optional<Instant> free_on_second_day(Engine& engine, OrganisationId organisation,
                                          MeetingTypeId id) {
    using std::chrono::days;
    const Instant now = engine.reading_time();
    const auto calendar = api::AskedCalendar::find(engine, organisation, id);
    if (!calendar) return std::nullopt;
    std::optional<Instant> free = now;
    for (int day = 1; day <= 2 && free; ++day) {
        const Instant midnight = std::chrono::floor<days>(*free) + days{1};
        const auto starts = calendar->first_starts(engine, midnight, now, days{30}, 1);
        free = starts.empty() ? std::nullopt : std::optional{starts.front()};
    }
    return free;
}

// Else a booking waits for somebody, or leaves its start as free as it was.
bool is_taken_at_once(Engine& engine, OrganisationId organisation, MeetingTypeId id) {
    const auto type = engine.find(organisation, id);
    return type && !type->terms->approval.required && !type->terms->seats;
}

std::optional<FreeSlot> find_free(Engine& engine, OrganisationId organisation) {
    constexpr std::size_t looked_at = 20;
    for (const auto& stream :
         engine.list(organisation, StreamKind::meeting_type, IdBits{}, looked_at)) {
        const MeetingTypeId id{stream.id};
        if (!is_taken_at_once(engine, organisation, id)) continue;
        if (const auto start = free_on_second_day(engine, organisation, id)) return {{id, *start}};
    }
    return std::nullopt;
}

std::string slots_line(const std::string& curl, const std::string& base, const FreeSlot& free) {
    const auto day = std::chrono::floor<std::chrono::days>(free.start);
    return fmt::format("{} '{}/v1/meeting-types/{}/slots?from={}&to={}'; echo", curl, base,
                       to_text(free.meeting_type), to_text(Instant{day}),
                       to_text(Instant{day + std::chrono::days{7}}));
}

// Shows the answer, and keeps the booking's id for the line after it.
std::string book_line(const std::string& curl, const std::string& base, const FreeSlot& free) {
    const auto start = to_text(free.start);
    return fmt::format(
        "BOOKING=$({0} -H 'Content-Type: application/json' -H 'Idempotency-Key: demo-{1}' "
        R"(-d '{{"meeting_type_id":"{2}","start":"{1}","guests":[{{"name":"Ada Jensen",)"
        R"("email":"ada@example.com"}}]}}' {3}/v1/bookings | tee /dev/stderr | )"
        "grep -o 'bkg_[0-9a-z]*' | head -n 1); echo",
        curl, start, to_text(free.meeting_type), base);
}

std::string history_line(const std::string& curl, const std::string& base) {
    return fmt::format("{} {}/v1/bookings/$BOOKING/history; echo", curl, base);
}

}  // namespace

std::string invitation(const std::string& key, const std::string& base, Engine& engine) {
    const auto parts = api::parse_api_key(key);
    if (!parts) throw StoreRefused{"the demo's key file is damaged"};
    const auto free = find_free(engine, parts->organisation);
    if (!free) return "Nothing is free in the demo in the next 30 days.\n";
    const auto curl = fmt::format("curl -s -H 'Authorization: Bearer {}'", key);
    return fmt::format("To list slots, book one and see its history, paste:\n\n{}\n\n{}\n\n{}\n\n",
                       slots_line(curl, base, *free), book_line(curl, base, *free),
                       history_line(curl, base));
}

}  // namespace kalends::demo
