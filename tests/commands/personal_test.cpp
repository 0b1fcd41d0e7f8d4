#include "commands/personal.hpp"

#include <algorithm>

#include "tests/commands/given.hpp"

namespace personal_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

struct Seal {
    std::uint64_t slot;
    std::string field;
    std::string json;

    auto operator<=>(const Seal&) const = default;
};

class RecordingRegistrar : public Registrar {
  public:
    KeySlot take_slot(SubjectId subject) override {
        taken_.push_back({subject, KeySlot{++slots_}});
        return taken_.back().key;
    }
    [[nodiscard]] std::optional<KeySlot> slot_taken(SubjectId subject) const override {
        const auto found = std::ranges::find(taken_, subject, &SubjectMade::subject);
        return found == taken_.end() ? std::nullopt : std::optional{found->key};
    }
    Sealed seal(KeySlot slot, std::string_view field, const Clear& clear) override {
        sealed.push_back({static_cast<std::uint64_t>(slot), std::string{field}, clear.json});
        return {std::string{field} + "=" + clear.json};
    }
    BookingReference reference() override { return {1, "K7Q2-M9XD"}; }
    std::uint32_t token_key() override { return 3; }

    std::vector<Seal> sealed;

  private:
    std::uint64_t slots_ = 100;
    std::vector<SubjectMade> taken_;
};

// The event of a command after completion, and every seal made for it, in order of their fields.
template <class Fact>
struct Completed {
    Fact event;
    std::vector<Seal> sealed;
};

template <class Fact, class C>
Completed<Fact> completed(const Given& world, const C& command, Instant at = now) {
    HoursCache hours;
    const Scope scope = world.scope(command, hours);
    const auto decided = decide(command, scope, at);
    REQUIRE(decided);
    REQUIRE((*decided).size() == 1);
    auto event = std::get<Fact>((*decided).front());
    RecordingRegistrar registrar;
    complete(event, command.personal, scope, registrar);
    std::ranges::sort(registrar.sealed, {}, &Seal::field);
    return {std::move(event), std::move(registrar.sealed)};
}

// Carla's key lies in slot 30, Dora's in 40, Anna's in 50.
Events booked() {
    auto event = confirmed(booking, tuesday(9));
    event.guests.push_back({dora, "UTC", {}});
    event.subjects = {{carla, KeySlot{30}}, {dora, KeySlot{40}}};
    return {event};
}

Personal details() {
    Personal personal;
    personal.answers = Clear{"A"};
    personal.location = Clear{"L"};
    personal.metadata = Clear{"M"};
    return personal;
}

Personal because() {
    Personal personal;
    personal.reason = Clear{"R"};
    return personal;
}

}  // namespace

TEST_CASE("a booking seals each guest under their own key, and the rest under the first's") {
    auto command = book(booking, tuesday(9));
    command.guests.push_back({dora, false, "UTC"});
    command.personal = details();
    command.personal.guests = {Clear{"C"}, Clear{"D"}};
    const std::vector<Seal> expected{{101, "answers", "A"},
                                     {101, "guests/0", "C"},
                                     {102, "guests/1", "D"},
                                     {101, "location", "L"},
                                     {101, "metadata", "M"}};

    const auto [event, sealed] = completed<BookingConfirmed>(given(), command);
    CHECK(sealed == expected);
    CHECK(event.subjects == std::vector<SubjectMade>{{carla, KeySlot{101}}, {dora, KeySlot{102}}});
    CHECK(event.guests[0].details == Sealed{"guests/0=C"});
    CHECK(event.guests[1].details == Sealed{"guests/1=D"});
    CHECK(event.answers == Sealed{"answers=A"});
    CHECK(event.location == Sealed{"location=L"});
    CHECK(event.metadata == Sealed{"metadata=M"});
    CHECK(event.reference == BookingReference{1, "K7Q2-M9XD"});
    CHECK(event.token_key == 3);

    command.meeting_type = surgery;
    CHECK(completed<BookingRequested>(given(), command).sealed == expected);
}

TEST_CASE("a guest already known keeps their key") {
    auto command = book(other_booking, tuesday(11));
    command.guests = {{dora, true, "UTC"}};
    command.personal = details();
    command.personal.guests = {Clear{"D"}};
    const auto [event, sealed] = completed<BookingConfirmed>(given(booked()), command);
    CHECK(event.subjects.empty());
    CHECK(sealed == std::vector<Seal>{{40, "answers", "A"},
                                      {40, "guests/0", "D"},
                                      {40, "location", "L"},
                                      {40, "metadata", "M"}});
}

TEST_CASE("a reason is sealed under the booking's first guest, whoever gives it") {
    const std::vector<Seal> expected{{30, "reason", "R"}};
    const auto world = given(booked());
    const auto cancelled =
        completed<BookingCancelled>(world.as(as_host(anna)), Cancel{booking, because()});
    CHECK(cancelled.sealed == expected);
    CHECK(cancelled.event.reason == Sealed{"reason=R"});

    const Reschedule move{.booking = booking, .start = tuesday(11), .personal = because()};
    const auto moved = completed<BookingRescheduled>(world, move);
    CHECK(moved.sealed == expected);
    CHECK(moved.event.reason == Sealed{"reason=R"});

    auto waiting = requested(booking, tuesday(9));
    waiting.subjects = {{carla, KeySlot{30}}};
    const auto rejected = completed<BookingRejected>(given({waiting}), Reject{booking, because()});
    CHECK(rejected.sealed == expected);
    CHECK(rejected.event.reason == Sealed{"reason=R"});

    const auto missed =
        completed<BookingNoShow>(given(booked()), MarkNoShow{booking, because()}, after_all);
    CHECK(missed.sealed == expected);
    CHECK(missed.event.reason == Sealed{"reason=R"});
    const auto undone = completed<BookingNoShowUndone>(given(booked()).happened({missed.event}),
                                                       UndoNoShow{booking, because()}, after_all);
    CHECK(undone.sealed == expected);
    CHECK(undone.event.reason == Sealed{"reason=R"});
}

TEST_CASE("without a reason nothing is sealed") {
    const auto [event, sealed] = completed<BookingCancelled>(given(booked()), Cancel{booking});
    CHECK(sealed.empty());
    CHECK(event.reason.is_absent());
}

TEST_CASE("an amendment seals what it sets, and leaves the rest without a seal") {
    Amend command{.booking = booking};
    command.personal.metadata = Clear{"M"};
    const auto [event, sealed] = completed<BookingAmended>(given(booked()), command);
    CHECK(sealed == std::vector<Seal>{{30, "metadata", "M"}});
    CHECK(event.metadata == Sealed{"metadata=M"});
    CHECK(event.answers.is_absent());
    CHECK(event.location.is_absent());
}

TEST_CASE("an amendment that puts another guest first seals under that guest") {
    constexpr SubjectId emil{IdBits{4, 5}};
    Amend command{.booking = booking, .guests = {}, .personal = details()};
    command.guests = {{emil, false, "UTC"}, {dora, true, "UTC"}};
    command.personal.guests = {Clear{"E"}, Clear{"D"}};
    const auto [event, sealed] = completed<BookingAmended>(given(booked()), command);
    CHECK(event.subjects == std::vector<SubjectMade>{{emil, KeySlot{101}}});
    CHECK(sealed == std::vector<Seal>{{101, "answers", "A"},
                                      {101, "guests/0", "E"},
                                      {40, "guests/1", "D"},
                                      {101, "location", "L"},
                                      {101, "metadata", "M"}});
}

TEST_CASE("a host's details are sealed under its own subject, when made and when changed") {
    Personal named;
    named.host_details = Clear{"H"};
    const CreateHost create{HostId{IdBits{3, 3}}, {}, dora, named};
    const auto created = completed<HostCreated>(given(), create);
    CHECK(created.event.subject == SubjectMade{dora, KeySlot{101}});
    CHECK(created.event.details == Sealed{"details=H"});
    CHECK(created.sealed == std::vector<Seal>{{101, "details", "H"}});

    constexpr HostId room{IdBits{3, 3}};
    const auto world = given({HostCreated{room, {}, {dora, KeySlot{50}}, {}}});
    const auto changed = completed<HostChanged>(world, ChangeHost{.host = room, .personal = named});
    CHECK(changed.sealed == std::vector<Seal>{{50, "details", "H"}});
    CHECK(changed.event.details == Sealed{"details=H"});
}

TEST_CASE("C1: a hold made without a key names the key that made its token, another does not") {
    RecordingRegistrar registrar;
    HoursCache hours;
    const auto world = given();
    const Scope scope = world.scope(make_hold(hold, tuesday(9)), hours);
    auto event = held(hold, tuesday(9));
    complete(event, {}, scope, registrar);
    CHECK(event.token_key == 0);
    event.is_anonymous = true;
    complete(event, {}, scope, registrar);
    CHECK(event.token_key == 3);
}

}  // namespace personal_test
