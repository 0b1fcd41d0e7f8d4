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

// From tomorrow on, so that whoever reads the lines slowly can still paste them.
std::optional<Instant> first_free(Engine& engine, OrganisationId organisation, MeetingTypeId id) {
    const Instant now = engine.reading_time();
    const Instant tomorrow = std::chrono::ceil<std::chrono::days>(now);
    const auto calendar = api::AskedCalendar::find(engine, organisation, id);
    if (!calendar) return std::nullopt;
    const auto starts = calendar->first_starts(engine, tomorrow, now, std::chrono::days{30}, 1);
    return starts.empty() ? std::nullopt : std::optional{starts.front()};
}

std::optional<FreeSlot> find_free(Engine& engine, OrganisationId organisation) {
    constexpr std::size_t looked_at = 20;
    for (const auto& stream :
         engine.list(organisation, StreamKind::meeting_type, IdBits{}, looked_at)) {
        const MeetingTypeId id{stream.id};
        if (const auto start = first_free(engine, organisation, id)) return {{id, *start}};
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
