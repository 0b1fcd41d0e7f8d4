#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace endpoints_answers_test {

using namespace kalends::api;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";

std::string path(const Reply& booking, std::string_view action = "") {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

}  // namespace

TEST_CASE("an answer that is missing or wrong is refused by its place, and nothing is changed") {
    Practice office;
    const auto type = office.offer(
        office.host,
        ",'questions':[{'id':'topic','label':'Topic','kind':'text','required':true},"
        "{'id':'sides','label':'Sides','kind':'multiple_choice','choices':['left','right']}]");
    const auto with = [&](const std::string& answers) {
        return office.post("/v1/bookings",
                           json("{'meeting_type_id':'" + type + "','start':'" + std::string{ten} +
                                "','guests':[{'name':'Ada'}],'answers':" + answers + "}"));
    };
    const auto head = office.engine().position();
    const auto missing = with("{}");
    CHECK_EQ(missing.status, 422);
    CHECK_EQ(missing.code(), "missing-answer");
    CHECK_EQ(missing.pointer(), "/answers/topic");
    const auto wrong = with("{'topic':'Knee','sides':['up']}");
    CHECK_EQ(wrong.status, 422);
    CHECK_EQ(wrong.code(), "invalid-answer");
    CHECK_EQ(wrong.pointer(), "/answers/sides");
    CHECK_EQ(with("{'topic':'Knee','age':41}").pointer(), "/answers/age");
    CHECK_EQ(with("{'topic':1.5}").pointer(), "/answers/topic");
    CHECK_EQ(with("{'topic':1.5}").code(), "invalid-answer");
    CHECK_EQ(with("{'topic':{}}").pointer(), "/answers/topic");
    CHECK_EQ(with("{'topic':{}}").status, 400);
    CHECK(office.engine().position() == head);

    const auto booked = with("{'topic':'Knee','sides':['right','left']}");
    REQUIRE_EQ(booked.status, 201);
    CHECK_EQ(booked.text("answers/sides/0"), "right");
    const auto amended = office.patch(path(booked), json("{'answers':{'sides':['left']}}"));
    CHECK_EQ(amended.code(), "missing-answer");
    const auto as_it_is = office.get(path(booked));
    CHECK_EQ(as_it_is.text("answers/topic"), "Knee");
    CHECK_EQ(as_it_is.text("revision"), "1");
}

}  // namespace endpoints_answers_test
