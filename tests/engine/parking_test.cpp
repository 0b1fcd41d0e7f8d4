#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/office/office.hpp"

namespace parking_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Heard;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");
const Idempotency once{"key-1", "book"};
const Idempotency otherwise{"key-1", "book something else"};

// What is loaded of some streams is folded at once and arrives when the test says so.
struct Shelf {
    std::set<StreamId> slow;
    std::vector<Fetched> under_way;
    std::vector<Fetched> arrived;
};

class SlowLoader : public Loader {
  public:
    SlowLoader(History& history, Shelf& shelf) : history_{history}, shelf_{shelf} {}

    std::optional<SharedState> load(StreamId stream, Sequence until) override {
        auto state = history_.fold_until(stream, until);
        if (!shelf_.slow.contains(stream)) return state;
        shelf_.under_way.push_back({stream, std::move(state)});
        return std::nullopt;
    }
    std::vector<Fetched> fetched() override { return std::exchange(shelf_.arrived, {}); }

  private:
    History& history_;
    Shelf& shelf_;
};

// An office with a second host and type, started again so that nothing is in memory.
struct SlowOffice : Office {
    SlowOffice() {
        (void)ask(
            CreateHost{other_host, {HostSort::person, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
        const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
        (void)ask(
            SetSchedule{other_host, std::string{default_schedule}, {"Etc/UTC", {always}, {}, {}}});
        MeetingTypeTerms terms;
        terms.name = "Other";
        terms.hosts.fixed = {other_host};
        (void)ask(CreateMeetingType{other_type, terms});
        make_loader = [this](History& history) {
            return std::make_unique<SlowLoader>(history, shelf);
        };
        reopen();
    }

    template <class... Ids>
    void slow_down(Ids... ids) {
        shelf.slow = {stream_of(ids)...};
    }
    // False if it was not under way.
    bool arrive(StreamId stream) {
        const auto found =
            std::find_if(shelf.under_way.begin(), shelf.under_way.end(),
                         [&](const Fetched& fetched) { return fetched.stream == stream; });
        if (found == shelf.under_way.end()) return false;
        shelf.arrived.push_back(*found);
        shelf.under_way.erase(found);
        finish();
        return true;
    }
    std::shared_ptr<Heard> send(Command command, std::optional<Idempotency> key = {}) {
        auto heard = submit(std::move(command), std::move(key));
        finish();
        return heard;
    }
    [[nodiscard]] Book book_other(Instant start) {
        auto book = this->book(start);
        book.meeting_type = other_type;
        return book;
    }
    // A booking that expires unless somebody approves it.
    BookingId request(Instant start) {
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.approval = Approval{.required = true, .deadline = Minutes{5}};
        (void)ask(change);
        const auto wanted = book(start);
        (void)ask(wanted);
        reopen();
        return wanted.booking;
    }

    HostId other_host{IdBits{2, 2}};
    MeetingTypeId other_type{IdBits{3, 2}};
    Shelf shelf;
};

class Ear : public Waiter {
  public:
    explicit Ear(Heard& heard) : heard_{heard} {}

    void decided(const Outcome& outcome) override { heard_.outcome = outcome; }
    void settled() override { heard_.is_settled = true; }
    void unknown() override { heard_.is_unknown = true; }

  private:
    Heard& heard_;
};

bool is_accepted(const Heard& heard) {
    return heard.is_settled && std::holds_alternative<Accepted>(*heard.outcome);
}

Rejection rejection(const Heard& heard) {
    REQUIRE(heard.is_settled);
    REQUIRE(std::holds_alternative<Refused>(*heard.outcome));
    return std::get<Refused>(*heard.outcome).refusal.reason;
}

bool is_stopping(const Heard& heard) {
    const auto* no = heard.is_settled ? std::get_if<Unavailable>(&*heard.outcome) : nullptr;
    return no != nullptr && no->reason == Unavailable::Reason::stopping;
}

}  // namespace

TEST_CASE("a command whose states are under way is parked until they arrive, and others go on") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto parked = office.send(office.book(nine));
    CHECK_FALSE(parked->outcome);
    CHECK(office.engine->parked() == 1);
    CHECK_FALSE(office.engine->has_work());
    CHECK(is_accepted(*office.send(office.book_other(nine))));
    CHECK_FALSE(parked->outcome);
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(is_accepted(*parked));
    CHECK(office.engine->parked() == 0);
    CHECK(office.engine->states_pinned() == 0);
}

TEST_CASE("what waits for one stream is decided in order of arrival") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto first = office.send(office.book(nine));
    const auto second = office.send(office.book(nine));
    CHECK(office.shelf.under_way.size() == 1);
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(is_accepted(*first));
    CHECK(rejection(*second) == Rejection::claimed);
}

TEST_CASE("P6: a second use of a key waits behind a first that is parked") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto first = office.send(office.book(nine), once);
    const auto other = office.send(office.book_other(nine), otherwise);
    const auto again = office.send(office.book_other(nine), once);
    CHECK_FALSE(other->outcome);
    REQUIRE(office.arrive(stream_of(office.host)));
    REQUIRE(is_accepted(*first));
    CHECK_FALSE(std::get<Accepted>(*first->outcome).is_replay);
    CHECK(std::holds_alternative<KeyReused>(*other->outcome));
    REQUIRE(is_accepted(*again));
    CHECK(std::get<Accepted>(*again->outcome).is_replay);
}

TEST_CASE("P6: a parked command that is refused leaves its key to the next in line") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto first = office.send(office.book(nine + Minutes{1}), once);
    const auto second = office.send(office.book_other(nine), otherwise);
    const auto third = office.send(office.book_other(nine + Minutes{60}), once);
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(rejection(*first) == Rejection::misaligned_start);
    CHECK(is_accepted(*second));
    CHECK(std::holds_alternative<KeyReused>(*third->outcome));
}

TEST_CASE("the commands of one request are decided in their order, whatever they wait for") {
    SlowOffice office;
    office.slow_down(office.host, office.meeting_type);
    office.batch = 7;
    const auto first = office.send(office.book(nine));
    const auto second = office.send(office.book_other(nine));
    const auto third = office.send(office.book_other(nine), once);
    office.batch = 8;
    CHECK(rejection(*office.send(RetireHost{HostId{IdBits{9, 9}}})) == Rejection::not_found);
    CHECK_FALSE(second->outcome);
    CHECK(office.engine->parked() == 3);
    REQUIRE(office.arrive(stream_of(office.meeting_type)));
    CHECK_FALSE(second->outcome);
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(is_accepted(*first));
    CHECK(is_accepted(*second));
    CHECK(rejection(*third) == Rejection::claimed);
    const auto position = [](const Heard& heard) {
        return std::get<Accepted>(*heard.outcome).position;
    };
    CHECK(position(*first) < position(*second));
    CHECK(office.engine->parked() == 0);
    CHECK(office.engine->states_pinned() == 0);
}

TEST_CASE("C3: no command is decided while what is due waits for its states") {
    SlowOffice office;
    const auto booking = office.request(nine);
    office.slow_down(booking, office.host);
    office.clock.set(office.clock.now() + Minutes{5});
    const auto other = office.send(office.book_other(nine));
    CHECK_FALSE(other->outcome);
    CHECK_FALSE(office.engine->has_work());
    REQUIRE(office.arrive(stream_of(booking)));
    CHECK_FALSE(other->outcome);
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(is_accepted(*other));
    CHECK(office.engine->find(office.organisation, booking)->status == BookingStatus::expired);
    CHECK(office.engine->states_pinned() == 0);
}

TEST_CASE("C3: that all that is due is written is told only once its states have arrived") {
    SlowOffice office;
    const auto booking = office.request(nine);
    office.slow_down(booking);
    office.clock.set(office.clock.now() + Minutes{5});
    Heard told;
    office.engine->after_due(std::make_unique<Ear>(told));
    office.finish();
    CHECK_FALSE(told.outcome);
    REQUIRE(office.arrive(stream_of(booking)));
    CHECK(is_accepted(told));
}

TEST_CASE("C3: a parked command is decided at the time at which its states have arrived") {
    SlowOffice office;
    const auto booking = office.request(nine);
    office.slow_down(office.host);
    const auto late = office.send(Approve{booking});
    CHECK(office.engine->parked() == 1);
    office.clock.set(office.clock.now() + Minutes{5});
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(rejection(*late) == Rejection::already_decided);
}

TEST_CASE("a state that was changed while it was under way is not replaced by what arrives") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto parked = office.send(office.book(nine));
    REQUIRE(office.engine->find(office.organisation, office.host));
    CHECK(is_accepted(*office.send(RemoveSchedule{office.host, std::string{default_schedule}})));
    REQUIRE(office.arrive(stream_of(office.host)));
    CHECK(rejection(*parked) == Rejection::no_schedule);
    CHECK(office.engine->find(office.organisation, office.host)->schedules->empty());
}

TEST_CASE("what a parked command has found is not evicted while it waits") {
    SlowOffice office;
    office.limits.state_bytes_max = 1;
    office.reopen();
    office.slow_down(office.organisation, office.host, office.meeting_type);
    const auto parked = office.send(office.book(nine));
    CHECK(office.arrive(stream_of(office.organisation)));
    CHECK(office.arrive(stream_of(office.meeting_type)));
    CHECK_FALSE(parked->outcome);
    CHECK(office.arrive(stream_of(office.host)));
    CHECK(is_accepted(*parked));
    CHECK(office.shelf.under_way.empty());
    CHECK(office.engine->states_pinned() == 0);
}

TEST_CASE("parked commands count among those that wait, and the queue is bounded") {
    SlowOffice office;
    office.limits.queue_commands_max = 2;
    office.reopen();
    office.slow_down(office.host);
    (void)office.send(office.book(nine));
    (void)office.send(office.book(nine + Minutes{60}));
    const auto third = office.send(office.book_other(nine));
    REQUIRE(third->is_settled);
    CHECK(std::get<Unavailable>(*third->outcome).reason == Unavailable::Reason::queue_full);
    CHECK(office.engine->queued() == 2);
}

TEST_CASE("a crash while a command is parked loses nothing answered, and leaves its key unused") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto parked = office.send(office.book(nine), once);
    const auto answered = office.book_other(nine);
    CHECK(is_accepted(*office.send(answered)));
    office.shelf = {};
    office.reopen();
    CHECK_FALSE(parked->outcome);
    CHECK(office.engine->find(office.organisation, answered.booking));
    const auto again = office.send(office.book(nine), once);
    REQUIRE(is_accepted(*again));
    CHECK_FALSE(std::get<Accepted>(*again->outcome).is_replay);
}

TEST_CASE("whoever is parked when the engine stops is told so") {
    SlowOffice office;
    office.slow_down(office.host);
    const auto parked = office.send(office.book(nine), once);
    const auto behind = office.send(office.book_other(nine), once);
    office.engine->close();
    CHECK(is_stopping(*parked));
    CHECK(is_stopping(*behind));
}

TEST_CASE("whoever waits behind what is due when the engine stops is told so") {
    SlowOffice office;
    const auto booking = office.request(nine);
    office.slow_down(booking);
    office.clock.set(office.clock.now() + Minutes{5});
    const auto waiting = office.send(office.book_other(nine));
    CHECK(office.engine->parked() == 1);
    Heard told;
    office.engine->after_due(std::make_unique<Ear>(told));
    office.engine->close();
    CHECK(is_stopping(*waiting));
    CHECK(told.is_unknown);
}

}  // namespace parking_test
