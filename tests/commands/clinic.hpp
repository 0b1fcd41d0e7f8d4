#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"
#include "domain/event.hpp"
#include "domain/zones.hpp"

// The organisation in which the commands are tested: two hosts, Anna and Ben, open from 09:00 to
// 17:00 UTC on working days; Anna's consultations of 30 minutes with buffers of 5 and 10, by
// herself (`consultation`, for callers with a key) and with approval within a day (`surgery`).
namespace kalends::clinic {

inline constexpr OrganisationId ours{IdBits{1, 1}};
inline constexpr OrganisationId theirs{IdBits{1, 2}};
inline constexpr ApiKeyId owner_key{IdBits{2, 1}};
inline constexpr HostId anna{IdBits{3, 1}};
inline constexpr HostId ben{IdBits{3, 2}};
inline constexpr HostId their_host{IdBits{3, 9}};
inline constexpr SubjectId anna_as_person{IdBits{4, 1}};
inline constexpr SubjectId ben_as_person{IdBits{4, 2}};
inline constexpr SubjectId carla{IdBits{4, 3}};
inline constexpr SubjectId dora{IdBits{4, 4}};
inline constexpr SubjectId their_guest{IdBits{4, 9}};
inline constexpr MeetingTypeId consultation{IdBits{5, 1}};
inline constexpr MeetingTypeId surgery{IdBits{5, 2}};
inline constexpr MeetingTypeId their_type{IdBits{5, 9}};
inline constexpr BookingId booking{IdBits{6, 1}};
inline constexpr BookingId other_booking{IdBits{6, 2}};
inline constexpr BookingId their_booking{IdBits{6, 9}};
inline constexpr SeriesId series{IdBits{8, 1}};
inline constexpr SeriesId their_series{IdBits{8, 9}};
inline constexpr SessionId their_session{IdBits{10, 9}};
inline constexpr HoldId hold{IdBits{7, 1}};
inline constexpr HoldId other_hold{IdBits{7, 2}};
inline constexpr HoldId their_hold{IdBits{7, 9}};

// Monday 2 March 2026, before hours; and times of the Tuesday after it.
inline constexpr Instant now{std::chrono::sys_days{std::chrono::March / 2 / 2026} +
                             std::chrono::hours{8}};
inline constexpr Instant opened_at = now - std::chrono::days{1};
[[nodiscard]] constexpr Instant tuesday(int hour, int minute = 0) {
    return now + std::chrono::hours{16 + hour} + Minutes{minute};
}
[[nodiscard]] constexpr BookingId occurrence(std::uint64_t number) {
    return BookingId{IdBits{9, number}};
}
// What an occurrence opens, when its series is made and when it moves.
[[nodiscard]] constexpr SessionId session_made(std::uint64_t number) {
    return SessionId{IdBits{9, number}};
}
[[nodiscard]] constexpr SessionId session_moved(std::uint64_t number) {
    return SessionId{IdBits{13, number}};
}
inline constexpr Instant after_all = tuesday(23);

[[nodiscard]] const ZoneNames& zones();

[[nodiscard]] Actor with_key(Role role, HostId host = {});
[[nodiscard]] inline Actor owner() {
    return with_key(Role::owner);
}
[[nodiscard]] inline Actor viewer() {
    return with_key(Role::viewer);
}
[[nodiscard]] inline Actor as_host(HostId host) {
    return with_key(Role::host, host);
}
// Whoever shows the token of a booking's guests: Carla that of `booking`, others that of another.
[[nodiscard]] Actor guest(SubjectId subject);
// Whoever shows the token of a hold.
[[nodiscard]] Actor holder_of(HoldId hold);
[[nodiscard]] Actor anonymous();
[[nodiscard]] Actor the_operator();
[[nodiscard]] Actor the_system();

[[nodiscard]] Schedule working_days();
[[nodiscard]] MeetingTypeTerms consultation_terms();
[[nodiscard]] MeetingTypeTerms surgery_terms();

// The clinic as it is at `opened_at`, and what another organisation has, with the same shapes.
[[nodiscard]] Events founded();
[[nodiscard]] Events founded_elsewhere();

// Bookings by Carla, as the command below makes them.
[[nodiscard]] BookedTime time_at(Instant start, HostId host = anna,
                                 MeetingTypeId type = consultation);
[[nodiscard]] BookingConfirmed confirmed(BookingId id, Instant start);
[[nodiscard]] BookingRequested requested(BookingId id, Instant start);
// The same time held by the command below.
[[nodiscard]] HoldMade held(HoldId id, Instant start, MeetingTypeId type = consultation);
[[nodiscard]] MakeHold make_hold(HoldId id, Instant start, MeetingTypeId type = consultation);
[[nodiscard]] Book book(BookingId id, Instant start, MeetingTypeId type = consultation);
// Its bookings have the ids of `occurrence`, from the first on.
[[nodiscard]] BookSeries book_series(Instant start, std::string rule,
                                     MeetingTypeId type = consultation);
// What it opens on its way has the ids of `session_moved`, in the order in which they move.
[[nodiscard]] RescheduleSeries move_series(const OccurrencesAsked& asked, Instant to);

}  // namespace kalends::clinic
