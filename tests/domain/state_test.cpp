#include "domain/state.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

namespace state_test {

using namespace kalends;

namespace {

constexpr OrganisationId organisation{IdBits{1, 1}};
constexpr HostId hosts[] = {HostId{IdBits{3, 1}}, HostId{IdBits{3, 2}}};
constexpr BookingId bookings[] = {BookingId{IdBits{6, 1}}, BookingId{IdBits{6, 2}}};
constexpr HoldId holds[] = {HoldId{IdBits{7, 1}}, HoldId{IdBits{7, 2}}};
constexpr MeetingTypeId type{IdBits{5, 1}};
constexpr SubjectId carla{IdBits{4, 1}};
constexpr ApiKeyId key{IdBits{2, 1}};

// Events that could have happened to a few things, in no order that makes sense.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : chance_{seed} {}

    Event any_event() {
        switch (below(5)) {
            case 0:
                return of_organisation_or_type();
            case 1:
                return of_host();
            case 2:
                return made_or_moved();
            case 3:
                return of_hold();
            default:
                return of_booking();
        }
    }
    Instant time() { return Instant{std::chrono::hours{24 * 365 * 50 + below(24 * 900)}}; }

  private:
    std::size_t below(std::size_t end) { return chance_() % end; }
    HostId host() { return hosts[below(2)]; }
    BookingId booking() { return bookings[below(2)]; }
    AbsenceId absence() { return AbsenceId{IdBits{8, 1 + below(2)}}; }
    HoldId hold() { return holds[below(2)]; }

    // Windows of whole days overlap often, and often reach from one week into the next.
    BookedTime booked() {
        const Instant start = time();
        BookedTime when;
        when.time = {start, start + std::chrono::hours{1 + below(300)}};
        when.hosts = {{host(), {start - std::chrono::hours{below(9)}, when.time.end}, {}, {}}};
        if (below(2) == 0) when.counted_by = type;
        return when;
    }
    ClaimedTime some_claim() {
        return below(2) == 0 ? last_claimed_ : ClaimedTime{{time(), time()}, {host()}};
    }
    std::optional<Instant> maybe_time() {
        return below(2) == 0 ? std::nullopt : std::optional{time()};
    }

    Event of_organisation_or_type() {
        switch (below(9)) {
            case 7:
                return HolidayCalendarSet{organisation, {}, {}};
            case 8:
                return HolidayCalendarRemoved{organisation, {}};
            case 0:
                return OrganisationCreated{organisation, {"a", "UTC"}};
            case 1:
                return OrganisationChanged{organisation, {"b", "UTC"}};
            case 2:
                return ApiKeyIssued{.organisation = organisation, .key = key};
            case 3:
                return ApiKeyRevoked{organisation, key};
            case 4:
                return MeetingTypeCreated{type, {}};
            case 5:
                return MeetingTypeChanged{type, {}};
            default:
                return MeetingTypeRetired{type};
        }
    }

    Event of_host() {
        switch (below(7)) {
            case 0:
                return HostCreated{host(), {}, {carla, KeySlot{1}}, {}};
            case 1:
                return HostChanged{host(), {}, {"sealed"}};
            case 2:
                return HostRetired{host()};
            case 3:
                return ScheduleSet{host(), "default", {}};
            case 4:
                return AbsenceAdded{.host = host(), .absence = absence(), .time = {}, .dates = {}};
            case 5:
                return AbsenceRemoved{host(), absence()};
            default:
                return ScheduleRemoved{host(), "default"};
        }
    }

    template <class Made>
    Made made() {
        Made event;
        event.booking = booking();
        event.when = booked();
        event.guests = {{carla, "UTC", {}}};
        event.subjects = {{carla, KeySlot{1}}};
        event.expires_at = maybe_time();
        if (below(3) == 0) event.hold = HoldTaken{hold(), some_claim()};
        last_claimed_ = claimed(event.when);
        return event;
    }

    Event of_hold() {
        const auto drawn = below(4);
        if (drawn == 0) return HoldExtended{hold(), some_claim(), time()};
        if (drawn == 1) return HoldReleased{hold(), some_claim()};
        if (drawn == 2) return HoldExpired{hold(), some_claim(), time()};
        HoldMade made;
        made.hold = hold();
        made.when = booked();
        made.expires_at = time();
        last_claimed_ = claimed(made.when);
        return made;
    }

    Event made_or_moved() {
        const auto drawn = below(3);
        if (drawn == 0) return made<BookingRequested>();
        if (drawn == 1) return made<BookingConfirmed>();
        BookingRescheduled moved;
        moved.booking = booking();
        moved.released = some_claim();
        moved.when = booked();
        moved.expires_at = maybe_time();
        last_claimed_ = claimed(moved.when);
        return moved;
    }

    Event of_booking() {
        switch (below(5)) {
            case 0:
                return BookingApproved{booking(), some_claim()};
            case 1:
                return BookingRejected{booking(), some_claim(), {}};
            case 2:
                return BookingCancelled{booking(), some_claim(), {}};
            case 3:
                return BookingExpired{booking(), some_claim(), time()};
            default:
                return BookingAmended{booking()};
        }
    }

    std::mt19937_64 chance_;
    ClaimedTime last_claimed_;
};

using World = std::map<StreamId, StreamState>;

World folded(std::uint64_t seed, int events) {
    Chance chance{seed};
    World world;
    for (int i = 0; i < events; ++i) {
        const auto event = chance.any_event();
        const auto time = chance.time();
        for (const auto stream : streams_of(event)) {
            auto& state = world[stream];
            const Recorded at{organisation, {}, {}, time, next(state.revision)};
            state = fold(std::move(state), stream, event, at);
        }
    }
    return world;
}

}  // namespace

TEST_CASE("the fold takes its events in any order, and the same ones always to the same state") {
    std::size_t streams = 0;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        const auto world = folded(seed, 200);
        CHECK(world == folded(seed, 200));
        streams += world.size();
    }
    CHECK(streams == 50 * 9);
}

TEST_CASE("a state knows whose it is and how often it has changed") {
    const auto stream = stream_of(hosts[0]);
    const Event created = HostCreated{hosts[0], {HostSort::room, "r", "UTC"}, {carla}, {}};
    const auto once = fold({}, stream, created, {organisation, {}, {}, {}, Revision{1}});
    CHECK(once.organisation == organisation);
    CHECK(once.revision == Revision{1});
    REQUIRE(once.as<Host>() != nullptr);
    CHECK(once.as<Host>()->terms->sort == HostSort::room);
    CHECK(once.as<Booking>() == nullptr);
}

TEST_CASE("a subject folds the part of an event that is about it") {
    BookingConfirmed confirmed;
    confirmed.booking = bookings[0];
    confirmed.subjects = {{SubjectId{IdBits{4, 7}}, KeySlot{7}}, {carla, KeySlot{8}}};
    const auto state =
        fold({}, stream_of(carla), confirmed, {organisation, {}, {}, {}, Revision{1}});
    REQUIRE(state.as<Subject>() != nullptr);
    CHECK(*state.as<Subject>() == Subject{carla, KeySlot{8}, false});
}

}  // namespace state_test
