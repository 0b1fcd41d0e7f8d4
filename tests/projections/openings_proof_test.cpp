#include "projections/audit/openings_proof.hpp"

#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace openings_proof_test {

using namespace kalends;

namespace {

constexpr OrganisationId ours{IdBits{1, 1}};
constexpr MeetingTypeId yoga{IdBits{2, 1}};
constexpr HostId anna{IdBits{3, 1}};
constexpr HostId ben{IdBits{3, 2}};
constexpr SessionId first{IdBits{8, 1}};
constexpr SessionId second{IdBits{8, 2}};
const Instant nine = kalends::testing::at("2026-11-03T09:00:00Z");

using Needless = std::optional<NeedlessOpening>;

// Two of three seats.
BookedTime seats_of(SessionId session, HostId host, bool opens) {
    const Interval time{nine, nine + Minutes{30}};
    const Date date{std::chrono::floor<std::chrono::days>(nine.time_since_epoch())};
    BookedTime when{time, {}, "Etc/UTC", "test", date, {{host, time, date, date}}, yoga};
    when.seats = SeatsTaken{session, 2, 3, opens};
    return when;
}

BookingConfirmed booking(std::uint64_t number, const BookedTime& when) {
    BookingConfirmed confirmed;
    confirmed.booking = BookingId{IdBits{6, number}};
    confirmed.meeting_type = yoga;
    confirmed.when = when;
    return confirmed;
}

// A log told by hand. Anna has a session, of whose three seats two are taken by the first booking,
// unless it is opened otherwise.
struct Told {
    explicit Told(const Event& opening = booking(1, seats_of(first, anna, true)),
                  Role role = Role::owner) {
        CHECK_FALSE(tell(AbsenceAdded{anna, AbsenceId{IdBits{12, 1}}, {nine, nine}, {}}));
        CHECK_FALSE(tell(opening, role));
    }
    Needless tell(const Event& event, Role role = Role::owner) {
        StoredEvent stored{{}, event};
        stored.envelope.source = ours;
        stored.envelope.role = role;
        for (const auto stream : streams_of(event)) {
            stored.envelope.streams.emplace_back(stream, Revision{1});
        }
        return proof.take(stored);
    }
    // Another is opened beside it, for one seat unless more are said.
    Needless open_beside(std::uint32_t seats = 1, Role role = Role::owner) {
        return tell(beside(seats), role);
    }
    static BookingConfirmed beside(std::uint32_t seats = 1) {
        auto opening = booking(2, seats_of(second, ben, true));
        opening.when.seats->taken = seats;
        return opening;
    }

    OpeningsProof proof;
};

const Needless beside_first = NeedlessOpening{stream_of(BookingId{IdBits{6, 2}}), first};

}  // namespace

TEST_CASE("T2: no session is opened beside one of the same type and time that has room") {
    CHECK(Told{}.open_beside() == beside_first);
    CHECK_FALSE(Told{}.open_beside(2));
    const auto at = [](auto change) {
        auto other = Told::beside();
        change(other);
        return Told{}.tell(other);
    };
    CHECK_FALSE(at([](auto& other) { other.meeting_type = MeetingTypeId{IdBits{2, 2}}; }));
    CHECK_FALSE(at([](auto& other) { other.when.time.start += Minutes{5}; }));
    CHECK_FALSE(at([](auto& other) { other.when.time.end += Minutes{5}; }));
}

TEST_CASE("T2: what could not be joined, or what nobody can say it of, is opened beside") {
    Told away;
    CHECK_FALSE(away.tell(AbsenceAdded{anna, AbsenceId{IdBits{12, 2}}, {nine, nine}, {}}));
    CHECK_FALSE(away.open_beside());
    Told elsewhere;
    CHECK_FALSE(elsewhere.tell(AbsenceAdded{ben, AbsenceId{IdBits{12, 2}}, {nine, nine}, {}}));
    CHECK(elsewhere.open_beside() == beside_first);
    Told changed;
    CHECK_FALSE(changed.tell(MeetingTypeChanged{yoga, {}}));
    CHECK_FALSE(changed.open_beside());
    Told elsewhen;
    CHECK_FALSE(elsewhen.tell(OrganisationChanged{ours, {}}));
    CHECK_FALSE(elsewhen.open_beside());
    CHECK_FALSE(Told{}.open_beside(1, Role::host));
    auto by_override = booking(1, seats_of(first, anna, true));
    by_override.overridden = {Rejection::outside_hours};
    CHECK_FALSE(Told{by_override}.open_beside());
    auto of_other_zone_data = Told::beside();
    of_other_zone_data.when.zone_data = "newer";
    CHECK_FALSE(Told{}.tell(of_other_zone_data));
}

TEST_CASE("T2: a session has room once somebody has left, and is gone once all have") {
    Told told;
    const auto joined = booking(3, seats_of(first, anna, false));
    CHECK_FALSE(told.tell(joined));
    const auto full = told;
    CHECK_FALSE(Told{full}.open_beside());
    CHECK_FALSE(told.tell(BookingCancelled{joined.booking, claimed(joined.when), {}}));
    CHECK(Told{told}.open_beside() == beside_first);
    const auto opener = booking(1, seats_of(first, anna, true));
    CHECK_FALSE(told.tell(BookingCancelled{opener.booking, claimed(opener.when), {}}));
    CHECK_FALSE(told.open_beside());
}

TEST_CASE("T3: a session stays when a booking takes the place of the hold that opened it") {
    HoldMade made;
    made.hold = HoldId{IdBits{7, 1}};
    made.meeting_type = yoga;
    made.when = seats_of(first, anna, true);
    Told told{made};
    auto confirmed = booking(1, seats_of(first, anna, false));
    confirmed.hold = HoldTaken{made.hold, claimed(made.when)};
    CHECK_FALSE(told.tell(confirmed));
    CHECK(told.open_beside() == beside_first);
}

TEST_CASE("T3, C5: what moves as one opens where it goes, beside whatever is there") {
    Told told;
    auto opener = booking(2, seats_of(second, ben, true));
    opener.when.time.start -= Minutes{60};
    CHECK_FALSE(told.tell(opener));
    CHECK_FALSE(told.tell(SessionMoved{second, claimed(opener.when), {opener.booking}}));
    BookingRescheduled moved;
    moved.booking = opener.booking;
    moved.meeting_type = yoga;
    moved.released = claimed(opener.when);
    moved.when = seats_of(second, ben, true);
    CHECK_FALSE(told.tell(moved));
    // Of a series that moves nobody is in the way who is still to go.
    Told series;
    CHECK_FALSE(series.tell(SeriesMoved{{}, SeriesScope::all, {}, {}, {BookingId{IdBits{6, 1}}}}));
    CHECK_FALSE(series.open_beside());
}

}  // namespace openings_proof_test
