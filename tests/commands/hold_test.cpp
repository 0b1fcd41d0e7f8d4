#include "domain/hold.hpp"

#include "commands/extend_hold.hpp"
#include "commands/make_hold.hpp"
#include "commands/release_hold.hpp"
#include "tests/commands/given.hpp"

namespace commands_hold_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto its_time = claimed(time_at(tuesday(9)));
const Instant expiry = now + Minutes{10};
const Given is_held = given().happened({held(hold, tuesday(9))}, now);

Given with_public_consultation() {
    auto terms = consultation_terms();
    terms.is_public = true;
    return given({MeetingTypeChanged{consultation, terms}});
}

MakeHold lasting(Minutes minutes, MakeHold command) {
    command.lasting = minutes;
    return command;
}

// Extending by these minutes, asked so long after the hold was made.
Decision extended(Minutes by, Minutes after) {
    auto long_held = held(hold, tuesday(9));
    long_held.expires_at = now + Minutes{29};
    return Given{}
        .happened(founded())
        .happened({long_held}, now)
        .when(ExtendHold{hold, by}, now + after);
}

Events until(Instant expires_at) {
    return {HoldExtended{hold, its_time, expires_at}};
}

}  // namespace

TEST_CASE("B1: a free slot is held for ten minutes, and what booking it needs is recorded") {
    CHECK(given().when(make_hold(hold, tuesday(9))) == Events{held(hold, tuesday(9))});
    CHECK(given().when(make_hold(hold, tuesday(9), surgery)) ==
          Events{held(hold, tuesday(9), surgery)});
    auto longer = held(hold, tuesday(9));
    longer.expires_at = now + Minutes{25};
    CHECK(given().when(lasting(Minutes{25}, make_hold(hold, tuesday(9)))) == Events{longer});
}

TEST_CASE("B1: a held time is nobody else's, buffers included, until the hold expires") {
    const auto asked = [](Instant start) { return book(other_booking, start); };
    CHECK(is_held.when(asked(tuesday(9))) == refuse(Rejection::claimed, "/start"));
    CHECK(is_held.when(make_hold(other_hold, tuesday(9))) == refuse(Rejection::claimed, "/start"));
    CHECK(is_held.when(asked(tuesday(9, 30))) == refuse(Rejection::claimed, "/start"));
    CHECK(is_held.when(asked(tuesday(10))));
    CHECK(is_held.when(asked(tuesday(9)), expiry - Milliseconds{1}) ==
          refuse(Rejection::claimed, "/start"));
    CHECK(is_held.when(asked(tuesday(9)), expiry));
}

TEST_CASE("C2: reasons against holding come in their order") {
    const auto gone = given({confirmed(booking, tuesday(9)), MeetingTypeRetired{consultation}});
    CHECK(gone.as(viewer()).when(make_hold(hold, tuesday(9), their_type)) ==
          refuse(Rejection::not_found, "/meeting_type_id"));
    CHECK(gone.as(viewer()).if_match(9).when(make_hold(hold, tuesday(9))) ==
          refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(make_hold(hold, tuesday(9))) == refuse(Rejection::stale_revision));
    auto of_45 = make_hold(hold, tuesday(9));
    of_45.duration = Minutes{45};
    CHECK(gone.when(of_45) == refuse(Rejection::not_active));
    const auto open = given({confirmed(booking, tuesday(9))});
    CHECK(open.when(of_45) == refuse(Rejection::invalid_duration, "/duration_minutes"));
    auto for_two = make_hold(hold, tuesday(9));
    for_two.party = 2;
    CHECK(open.when(for_two) == refuse(Rejection::claimed, "/start"));
    CHECK(given().when(for_two) ==
          refuse(Rejection::party_too_large, "/party", "must be at most 1"));
}

TEST_CASE("C1: who may hold what is public, and what is not") {
    const auto command = make_hold(hold, tuesday(9));
    for (const auto& actor : {owner(), as_host(anna), the_operator()}) {
        CHECK(given().as(actor).when(command) == Events{held(hold, tuesday(9))});
    }
    for (const auto& actor : {as_host(ben), viewer(), anonymous()}) {
        CHECK(given().as(actor).when(command) == refuse(Rejection::forbidden));
    }
    const auto decided = with_public_consultation().as(anonymous()).when(command);
    REQUIRE(decided);
    CHECK(std::get<HoldMade>((*decided).front()).is_anonymous);
}

TEST_CASE("C1: an override in a hold is a permission, and is recorded") {
    auto at_night = make_hold(hold, tuesday(20));
    at_night.overrides = {Rejection::outside_hours};
    CHECK(given().as(as_host(anna)).when(at_night) == refuse(Rejection::forbidden, "/overrides"));
    auto event = held(hold, tuesday(20));
    event.overridden = {Rejection::outside_hours};
    CHECK(given().when(at_night) == Events{event});
}

TEST_CASE("extending sets the expiry that far from now, at most thirty minutes after the making") {
    CHECK(extended(Minutes{10}, Minutes{20}) == until(now + Minutes{30}));
    CHECK(extended(Minutes{30}, Minutes{0}) == until(now + Minutes{30}));
    CHECK(extended(Minutes{30}, Minutes{28}) == until(now + Minutes{30}));
    const auto soon = Given{}.happened(founded()).happened({held(hold, tuesday(9))}, now);
    CHECK(soon.when(ExtendHold{hold, Minutes{10}}, now + Minutes{4}) == until(now + Minutes{14}));
}

TEST_CASE("extending never makes a hold end earlier") {
    CHECK(extended(Minutes{5}, Minutes{10}) == Events{});
    CHECK(extended(Minutes{5}, Minutes{24}) == Events{});
}

TEST_CASE("a hold that is extended or released changes its claim at once") {
    const auto longer = Given{is_held}.happened(until(now + Minutes{20}));
    const auto asked = book(other_booking, tuesday(9));
    CHECK(longer.when(asked, expiry) == refuse(Rejection::claimed, "/start"));
    CHECK(longer.when(asked, now + Minutes{20}));
    const auto released = Given{is_held}.happened({HoldReleased{hold, its_time}});
    CHECK(released.when(asked));
    CHECK(released.state(anna).calendar.size() == 0);
    CHECK(released.state(hold).status == HoldStatus::released);
    CHECK(released.state(hold).revision == 2);
}

TEST_CASE("C2: reasons against extending and releasing come in their order") {
    const auto check = [](const Command& command, const Command& of_another) {
        CHECK(is_held.as(viewer()).when(of_another) == refuse(Rejection::not_found));
        CHECK(is_held.as(viewer()).if_match(9).when(command) == refuse(Rejection::forbidden));
        CHECK(is_held.if_match(9).when(command, expiry) == refuse(Rejection::stale_revision));
        CHECK(is_held.if_match(1).when(command));
        CHECK(is_held.when(command, expiry) == refuse(Rejection::hold_expired));
        const auto expired = Given{is_held}.happened({HoldExpired{hold, its_time, expiry}});
        CHECK(expired.when(command) == refuse(Rejection::hold_expired));
    };
    check(ExtendHold{hold, Minutes{20}}, ExtendHold{other_hold, Minutes{20}});
    check(ReleaseHold{hold}, ReleaseHold{other_hold});
}

TEST_CASE("C1: hosts act on their own holds, and without a key whoever shows the hold's token") {
    auto without_key = held(hold, tuesday(9));
    without_key.is_anonymous = true;
    const auto asked = given({without_key});
    for (const Command& command :
         {Command{ExtendHold{hold, Minutes{20}}}, Command{ReleaseHold{hold}}}) {
        for (const auto& actor : {owner(), as_host(anna), the_operator(), holder_of(hold)}) {
            CHECK(asked.as(actor).when(command));
        }
        for (const auto& actor :
             {as_host(ben), viewer(), anonymous(), holder_of(other_hold), guest(carla)}) {
            CHECK(asked.as(actor).when(command) == refuse(Rejection::forbidden));
        }
    }
}

TEST_CASE("C3: a hold is due at or before now, and not a moment earlier") {
    const auto asked = is_held.as(the_system());
    const Expire expire{stream_of(hold)};
    CHECK(asked.when(expire, expiry - Milliseconds{1}) == Events{});
    CHECK(asked.when(expire, expiry) == Events{HoldExpired{hold, its_time, expiry}});
    const auto longer = Given{asked}.happened(until(now + Minutes{20}));
    CHECK(longer.when(expire, expiry) == Events{});
    const auto released = Given{asked}.happened({HoldReleased{hold, its_time}});
    CHECK(released.when(expire, after_all) == Events{});
    CHECK(is_held.when(expire, expiry) == refuse(Rejection::forbidden));
}

}  // namespace commands_hold_test
