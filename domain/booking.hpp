#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/claim.hpp"
#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/rejection.hpp"
#include "domain/sealed.hpp"
#include "domain/subject.hpp"

namespace kalends {

enum class BookingStatus : std::uint8_t {
    pending,
    confirmed,
    cancelled,
    rejected,
    expired,
    completed,
    no_show,
};
inline constexpr std::size_t booking_statuses =
    static_cast<std::size_t>(BookingStatus::no_show) + 1;
[[nodiscard]] std::string_view name_of(BookingStatus status);

// Those whose time nobody else can have: what took place, or did not, keeps its past time (B1).
inline constexpr BookingStatus keeping_time[] = {BookingStatus::pending, BookingStatus::confirmed,
                                                 BookingStatus::completed, BookingStatus::no_show};

// One person of a booking; the first is who booked. `details` seals name, e-mail and phone under
// that person's own key.
struct BookingGuest {
    SubjectId subject;
    std::string zone;  // where the guest is; empty if not said
    Sealed details;

    bool operator==(const BookingGuest&) const = default;
};

// The short name of a booking for people, and the number of the reference key that made it. Filled
// in by the engine: it is a keyed permutation of the event's position.
struct BookingReference {
    std::uint32_t key = 0;
    std::string text;

    bool operator==(const BookingReference&) const = default;
};

// A booking made, in one of two ways: waiting for approval, or firm at once. What is personal but
// not one guest's own is sealed under the first guest.
template <BookingStatus status>
struct BookingMade {
    BookingId booking;
    BookingReference reference;
    MeetingTypeId meeting_type;
    std::uint64_t type_revision = 0;
    BookedTime when;
    std::uint32_t party = 1;
    std::vector<BookingGuest> guests;
    std::vector<SubjectMade> subjects;  // those of the guests that this event makes
    Sealed answers;
    Sealed location;
    Sealed metadata;
    std::optional<Instant> expires_at;  // the deadline for approval
    std::vector<Rejection> overridden;  // what an override let pass (rule C1)
    std::optional<HoldTaken> hold;      // that it was made from
    std::uint32_t token_key = 0;  // the number of the key that made its guests' token; 0: none
    SeriesId series;              // that it is an occurrence of; nil if of none

    bool operator==(const BookingMade&) const = default;
};
using BookingRequested = BookingMade<BookingStatus::pending>;
using BookingConfirmed = BookingMade<BookingStatus::confirmed>;

struct BookingApproved {
    BookingId booking;
    ClaimedTime claimed;

    bool operator==(const BookingApproved&) const = default;
};

// The time is let go, and why: by whom stands in the event's envelope. The reason is free text and
// sealed under the first guest.
struct BookingRejected {
    BookingId booking;
    ClaimedTime released;
    Sealed reason;

    bool operator==(const BookingRejected&) const = default;
};

struct BookingCancelled {
    BookingId booking;
    ClaimedTime released;
    Sealed reason;

    bool operator==(const BookingCancelled&) const = default;
};

struct BookingExpired {
    BookingId booking;
    ClaimedTime released;
    Instant due;

    bool operator==(const BookingExpired&) const = default;
};

// It took place. Nobody's time changes: a claim that is over stays where it was (rule B1).
struct BookingCompleted {
    BookingId booking;

    bool operator==(const BookingCompleted&) const = default;
};

// Nobody came, and why one thinks so.
struct BookingNoShow {
    BookingId booking;
    Sealed reason;

    bool operator==(const BookingNoShow&) const = default;
};

// That nobody came was wrong: it is confirmed, as before.
struct BookingNoShowUndone {
    BookingId booking;
    Sealed reason;

    bool operator==(const BookingNoShowUndone&) const = default;
};

// Moved as one step: the old time is let go and the new one taken (rule B5).
struct BookingRescheduled {
    BookingId booking;
    MeetingTypeId meeting_type;
    std::uint64_t type_revision = 0;
    ClaimedTime released;
    BookedTime when;
    BookingStatus status{};  // pending again if the type asks for approval anew
    std::optional<Instant> expires_at;
    std::vector<Rejection> overridden;
    Sealed reason;

    bool operator==(const BookingRescheduled&) const = default;
};

// Another host of a group took over from one of its hosts, at the same time: its claim is let go,
// the new host's is taken, and the others stay as they were.
struct BookingReassigned {
    BookingId booking;
    MeetingTypeId meeting_type;
    ClaimedTime released;
    BookedTime when;
    Sealed reason;

    bool operator==(const BookingReassigned&) const = default;
};

// Guests, answers, location or metadata changed, never the time. What is absent stays as it was;
// metadata or location that is empty inside its seal is taken away. New answers name the revision
// of the type whose questions they were held to; those recorded before that was told do not.
struct BookingAmended {
    BookingId booking;
    std::optional<std::uint64_t> type_revision;
    std::optional<std::vector<BookingGuest>> guests;
    std::vector<SubjectMade> subjects;
    Sealed answers;
    Sealed location;
    Sealed metadata;

    bool operator==(const BookingAmended&) const = default;
};

// At which revision of the booking's stream stands the event that last set a personal field; zero
// if none did. No state holds a personal value itself.
struct SealedAt {
    Revision guests{};
    Revision answers{};
    Revision location{};
    Revision metadata{};
    Revision reason{};

    bool operator==(const SealedAt&) const = default;
};

struct Booking {
    using Event =
        std::variant<BookingRequested, BookingConfirmed, BookingApproved, BookingRejected,
                     BookingCancelled, BookingExpired, BookingRescheduled, BookingAmended,
                     BookingCompleted, BookingNoShow, BookingNoShowUndone, BookingReassigned>;

    BookingId id;
    BookingReference reference;
    BookingStatus status{};
    MeetingTypeId meeting_type;
    std::uint64_t type_revision = 0;
    std::uint64_t answers_revision = 0;  // of the type, whose questions its answers were held to
    BookedTime when;
    std::uint32_t party = 1;
    std::vector<SubjectId> guests;
    SealedAt sealed_at;
    std::optional<Instant> expires_at;
    std::uint64_t revision = 0;           // of its own fields: the ETag
    std::uint64_t calendar_sequence = 0;  // iCalendar's SEQUENCE
    Instant created_at;
    Instant updated_at;
    std::uint32_t token_key = 0;
    EventId made_by;       // the event that issued its guests' token
    SeriesId series;       // nil if it is of none
    Instant requested_at;  // when it was asked for what it last waited for; never if it never did

    // Live: it may still be changed. One that took place, or did not, keeps its past time.
    [[nodiscard]] bool is_live() const {
        return status == BookingStatus::pending || status == BookingStatus::confirmed;
    }
    // Over: its end is not after `now`.
    [[nodiscard]] bool is_over(Instant now) const { return when.time.end <= now; }
    bool operator==(const Booking&) const = default;
};

[[nodiscard]] Booking evolve(Booking, const BookingRequested&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingConfirmed&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingApproved&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingRejected&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingCancelled&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingExpired&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingRescheduled&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingAmended&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingCompleted&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingNoShow&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingNoShowUndone&, const Recorded&);
[[nodiscard]] Booking evolve(Booking, const BookingReassigned&, const Recorded&);

}  // namespace kalends
