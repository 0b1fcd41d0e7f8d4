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
    CHECK_EQ(wrong.text("errors/0/detail"),
             "must be a list, in which nothing stands twice, of `left`, `right`");
    CHECK_EQ(with("{'topic':'Knee','age':41}").pointer(), "/answers/age");
    const auto all = with("{'sides':'up','age':41}");
    CHECK_EQ(all.code(), "missing-answer");
    CHECK_EQ(all.pointer(), "/answers/topic");
    CHECK_EQ(all.text("errors/1/pointer"), "/answers/age");
    CHECK_EQ(all.text("errors/1/detail"), "is not asked for");
    CHECK_EQ(all.text("errors/2/pointer"), "/answers/sides");
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

TEST_CASE("a booking says by which revision of its type its answers were asked for last") {
    Practice office;
    const auto type = office.offer(office.host);
    const auto asks = [&](std::string_view question) {
        const auto asked = office.patch("/v1/meeting-types/" + type,
                                        json("{'questions':[{'id':'" + std::string{question} +
                                             "','label':'?','kind':'text'}]}"));
        REQUIRE_EQ(asked.status, 200);
        return asked.text("revision");
    };
    const auto first = asks("topic");
    const auto booked = office.post(
        "/v1/bookings", json("{'meeting_type_id':'" + type + "','start':'" + std::string{ten} +
                             "','guests':[{'name':'Ada'}],'answers':{'topic':'Hip'}}"));
    REQUIRE_EQ(booked.status, 201);
    CHECK_EQ(booked.text("answers_revision"), first);
    const auto second = asks("side");
    const auto moved =
        office.post(path(booked, "/reschedule"), json("{'start':'2026-12-01T11:00:00+01:00'}"));
    CHECK_EQ(moved.text("meeting_type_revision"), second);
    CHECK_EQ(moved.text("answers_revision"), first);
    const auto placed = office.patch(path(booked), json("{'location':'Room 4'}"));
    CHECK_EQ(placed.text("answers_revision"), first);
    const auto amended = office.patch(path(booked), json("{'answers':{'side':'left'}}"));
    CHECK_EQ(amended.text("answers_revision"), second);
    CHECK_EQ(office.get(path(booked)).text("answers_revision"), second);
    const auto told = office.get(path(booked, "/history"));
    CHECK_EQ(told.text("items/3/before/answers_revision"), first);
    CHECK_EQ(told.text("items/3/after/answers_revision"), second);
}

}  // namespace endpoints_answers_test
