#include "commands/create_meeting_type.hpp"

#include "tests/commands/given.hpp"

namespace create_meeting_type_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr MeetingTypeId check_up{IdBits{5, 3}};

CreateMeetingType create(MeetingTypeId id, std::vector<HostId> hosts) {
    auto terms = consultation_terms();
    terms.hosts.fixed = std::move(hosts);
    return {id, terms};
}

}  // namespace

TEST_CASE("a meeting type is created as it was asked for") {
    CHECK(given().when(create(check_up, {anna})) ==
          Events{MeetingTypeCreated{check_up, consultation_terms()}});
}

TEST_CASE("C2: reasons against creating a meeting type come in their order") {
    const auto asked = given({HostRetired{anna}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(asked.as(viewer()).when(create(consultation, {anna, their_host})) ==
          refuse(Rejection::not_found, "/hosts/1/host_id"));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).when(create(consultation, {anna})) == refuse(Rejection::forbidden));
    }
    CHECK(asked.when(create(consultation, {anna})) ==
          refuse(Rejection::already_exists, "/external_id"));
    CHECK(asked.when(create(check_up, {ben, anna})) ==
          refuse(Rejection::not_active, "/hosts/1/host_id"));
}

}  // namespace create_meeting_type_test
