#include "commands/rights.hpp"

#include "tests/commands/given.hpp"

namespace rights_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const Command reschedule = Reschedule{.booking = booking, .start = tuesday(11)};
const Decision forbidden = refuse(Rejection::forbidden);

Given waiting() {
    return given({requested(booking, tuesday(9))});
}

}  // namespace

TEST_CASE("C1: the organisation's people act on its bookings, hosts on their own") {
    for (const auto& actor : {owner(), with_key(Role::admin), as_host(anna), the_operator()}) {
        const auto asked = waiting().as(actor);
        CHECK(asked.when(Cancel{booking}));
        CHECK(asked.when(reschedule));
        CHECK(asked.when(Amend{booking}));
        CHECK(asked.when(Approve{booking}));
        CHECK(asked.when(Reject{booking}));
    }
}

TEST_CASE("C1: other hosts, viewers and strangers act on no booking") {
    for (const auto& actor : {as_host(ben), as_host({}), viewer(), guest(dora), anonymous()}) {
        const auto asked = waiting().as(actor);
        CHECK(asked.when(Cancel{booking}) == forbidden);
        CHECK(asked.when(reschedule) == forbidden);
        CHECK(asked.when(Amend{booking}) == forbidden);
        CHECK(asked.when(Approve{booking}) == forbidden);
        CHECK(asked.when(Reject{booking}) == forbidden);
    }
}

TEST_CASE("C1: guests change their own booking, and never decide it") {
    const auto asked = waiting().as(guest(carla));
    CHECK(asked.when(Cancel{booking}));
    CHECK(asked.when(reschedule));
    CHECK(asked.when(Amend{booking}));
    CHECK(asked.when(Approve{booking}) == forbidden);
    CHECK(asked.when(Reject{booking}) == forbidden);
}

TEST_CASE("C1: a guest's token is good for the actions that it names, and for no other") {
    const std::pair<GuestAction, Command> all[] = {{GuestAction::cancel, Cancel{booking}},
                                                   {GuestAction::reschedule, reschedule},
                                                   {GuestAction::amend, Amend{booking}}};
    for (const auto& [named, _] : all) {
        Actor narrow = guest(carla);
        narrow.actions =
            GuestActions{static_cast<std::uint8_t>(1U << static_cast<unsigned>(named))};
        for (const auto& [action, command] : all) {
            CHECK((waiting().as(narrow).when(command) == forbidden) == (action != named));
        }
    }
}

TEST_CASE("C1: a key that was narrowed may no more than its scopes") {
    Actor narrow = owner();
    narrow.scopes = {};
    narrow.scopes.add(Permission::bookings_write);
    const auto asked = waiting().as(narrow);
    CHECK(asked.when(Cancel{booking}));
    CHECK(asked.when(Approve{booking}) == forbidden);
    CHECK(asked.when(RetireHost{anna}) == forbidden);
}

}  // namespace rights_test
