#include "commands/create_host.hpp"

#include "tests/commands/given.hpp"

namespace create_host_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

CreateHost create(HostId host) {
    return {host, {HostSort::room, "room-1", "Asia/Tokyo"}, dora, {}};
}

constexpr HostId room{IdBits{3, 3}};

}  // namespace

TEST_CASE("a host is created with a subject of its own, rooms included") {
    CHECK(
        given().when(create(room)) ==
        Events{HostCreated{room, {HostSort::room, "room-1", "Asia/Tokyo"}, {dora, KeySlot{}}, {}}});
}

TEST_CASE("C2: who may not create a host is not told whether it exists") {
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(create(anna)) == refuse(Rejection::forbidden));
    }
    CHECK(given().when(create(anna)) == refuse(Rejection::already_exists, "/external_id"));
}

}  // namespace create_host_test
