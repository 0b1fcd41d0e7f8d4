#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace booking_test {

using namespace kalends;

namespace {

// A booking with one member given otherwise.
std::string book_with(std::string_view member) {
    std::string body = R"({"meeting_type_id":"mtg_00000000000000000000000001",)";
    if (member.find("\"start\"") == std::string_view::npos) {
        body += R"("start":"2026-12-01T09:00:00Z",)";
    }
    if (member.find("\"guests\"") == std::string_view::npos) {
        body += R"("guests":[{"name":"Ada"}],)";
    }
    return body.append(member).append("}");
}

std::string book_faults(std::string_view member) {
    return faults_of("Book", book_with(member));
}

}  // namespace

TEST_CASE("a booking asks for a start, and its personal values become canonical JSON") {
    const auto asked = parsed(parse_book, sample_body("Book"));
    const Book& c = asked.command;
    CHECK(c.hold == parse<HoldId>("hld_00000000000000000000000007"));
    CHECK(asked.hold_token == "kalh_0123");
    CHECK_FALSE(c.shows_token);
    CHECK(to_text(c.start) == "2026-12-01T08:00:00Z");
    CHECK(c.duration == Minutes{30});
    CHECK(c.overrides == Reasons{Rejection::too_soon, Rejection::outside_hours});
    REQUIRE(c.guests.size() == 2);
    CHECK_FALSE(c.guests[0].is_known);
    CHECK(c.guests[0].zone == "America/New_York");
    CHECK(c.guests[1].is_known);
    CHECK(c.guests[1].zone.empty());
    REQUIRE(c.personal.guests.size() == 2);
    CHECK(c.personal.guests[0].json ==
          R"({"name":"Grace","email":"grace@example.org","phone":"+352 12 34 56"})");
    CHECK(c.personal.guests[1].json == R"({"name":"Alan"})");
    CHECK(c.personal.answers->json ==
          R"({"again":true,"age":41,"height":1.75,"sides":["left","right"],"topic":"Knee"})");
    CHECK(c.personal.location->json == R"("Room 4")");
    CHECK(c.personal.metadata->json == R"({"crm":"77"})");
}

TEST_CASE("every fault of a booking is told at once") {
    CHECK(
        faults_of("Book", R"({"start":"2026-12-01T09:00:00","guests":[{"mail":"x"}],"hold":1})") ==
        "/meeting_type_id is missing\n"
        "/start must be a time in RFC 3339 with an offset\n"
        "/guests/0/name is missing\n"
        "/guests/0/mail is not known: here can stand guest_id, name, email, phone, time_zone\n"
        "/hold is not known: here can stand meeting_type_id, start, duration_minutes, party, "
        "guests, answers, location, metadata, overrides, hold_id, "
        "hold_token, recurrence\n");
}

TEST_CASE("C4: a booking may recur by a rule, but not of a hold") {
    const auto asked = parsed(parse_book, sample_body("Book.series"));
    REQUIRE(asked.recurrence);
    CHECK(asked.recurrence->rule == "FREQ=WEEKLY;BYDAY=TU;COUNT=12");
    CHECK(asked.recurrence->skips_refused);
    CHECK_FALSE(parsed(parse_book, sample_body("Book")).recurrence);
    CHECK(book_faults(R"("recurrence":{"rule":""})") ==
          "/recurrence/rule must be a text of 1 to 500 characters\n");
    CHECK(book_faults(R"("recurrence":{"skip_refused":1})") ==
          "/recurrence/rule is missing\n"
          "/recurrence/skip_refused must be true or false\n");
    CHECK(book_faults(R"("hold_id":"hld_00000000000000000000000001",)"
                      R"("recurrence":{"rule":"FREQ=DAILY;COUNT=2"})") ==
          "/recurrence cannot stand beside hold_id: a hold is of one time\n");
}

TEST_CASE("a hold is named by its id, and its token comes with it") {
    CHECK(book_faults(R"("hold_id":"bkg_00000000000000000000000001")") ==
          "/hold_id must be an id that begins with hld_\n");
    CHECK(book_faults(R"("hold_id":"hld_x")") ==
          "/hold_id must have the 26 characters of an id behind hld_, as they were answered\n");
    CHECK(book_faults(R"("hold_token":"kalh_0123")") ==
          "/hold_token is of a hold: give hold_id, too\n");
    CHECK(book_faults(R"("hold_id":"hld_00000000000000000000000001","hold_token":"")") != "");
}

TEST_CASE("a start is a whole minute") {
    CHECK(book_faults(R"("start":"2026-12-01T09:00:01Z")") ==
          "/start must be a whole minute, without seconds\n");
    CHECK(book_faults(R"("start":"2026-12-01T09:00:00.5Z")") ==
          "/start must be a whole minute, without seconds\n");
    CHECK(book_faults(R"("start":1764579600)") ==
          "/start must be a time in RFC 3339 with an offset\n");
}

TEST_CASE("only what an override may let pass can be overridden") {
    CHECK(book_faults(R"("overrides":["claimed"])") ==
          "/overrides/0 must be one of too-soon, too-far, no-schedule, outside-hours, "
          "misaligned-start, not-first, limit-reached\n");
    CHECK(book_faults(R"("overrides":["too-far","too-far"])") ==
          "/overrides/1 must not stand twice\n");
    CHECK(book_faults(R"("overrides":[])") == "/overrides must be a list of 1 to 7 elements\n");
}

TEST_CASE("guests are at least one, each with a name, and none twice") {
    CHECK(book_faults(R"("guests":[])") == "/guests must be a list of 1 to 20 elements\n");
    CHECK(book_faults(R"("guests":[{"name":"  "}])") == "/guests/0/name must not be blank\n");
    CHECK(book_faults(R"("guests":[{"name":"A","time_zone":"Mars/Base"}])") ==
          "/guests/0/time_zone must be the name of an IANA time zone, as in Europe/Luxembourg\n");
    CHECK(book_faults(R"("guests":[{"name":"A","guest_id":"sub_00000000000000000000000001"},)"
                      R"({"name":"B","guest_id":"sub_00000000000000000000000001"}])") ==
          "/guests/1/guest_id must not stand twice\n");
}

TEST_CASE("answers are texts, numbers, true or false, or lists of texts") {
    CHECK(book_faults(R"("answers":{"a":"x\ny","b":-3,"n":1.75,"c":false,"d":[],"e":["x","y"]})") ==
          "");
    CHECK(book_faults(R"("answers":{"b":null,"c":{},"d":[7]})") ==
          "/answers/b must be a text, a number, true or false, or a list of texts\n"
          "/answers/c must be a text, a number, true or false, or a list of texts\n"
          "/answers/d/0 must be a text of 1 to 200 characters\n");
    CHECK(book_faults(R"("answers":{"":"x"})") ==
          "/answers/ must have a name of 1 to 100 characters, none of control\n");
    CHECK(book_faults(R"("metadata":{"a":7})") ==
          "/metadata/a must be a text of 0 to 500 characters\n");
}

TEST_CASE("an amendment leaves what it does not name and takes away what is null") {
    const auto c = parsed(parse_amend, R"({"location":null,"metadata":null})");
    CHECK_FALSE(c.guests);
    CHECK_FALSE(c.personal.answers);
    CHECK(c.personal.location->json == "null");
    CHECK(c.personal.metadata->json == "null");
    CHECK(faults_of("Amend", R"({"answers":null,"guests":[]})") ==
          "/guests must be a list of 1 to 20 elements\n"
          "/answers must be an object of 0 to 50 members\n");
    CHECK(faults_of("Amend", R"({"start":"2026-12-01T09:00:00Z"})") ==
          "/start is not known: here can stand guests, answers, location, metadata\n");
}

TEST_CASE("a reason may have lines and is sealed as a JSON text") {
    CHECK(parsed(parse_cancel, R"({"reason":"a\nb"})").personal.reason->json == R"("a\nb")");
    CHECK_FALSE(parsed(parse_reject, "{}").personal.reason);
    CHECK(faults_of("Cancel", R"({"reason":"a\u0007b"})") ==
          "/reason must not contain control characters\n");
    CHECK(faults_of("Cancel", R"({"reason":"a\u0085b"})") ==
          "/reason must not contain control characters\n");
    CHECK(faults_of("Cancel", R"({"reason":")" + std::string(1'001, 'x') + "\"}") ==
          "/reason must be a text of 1 to 1000 characters\n");
}

TEST_CASE("that nobody came may have a reason, and that somebody did has none") {
    CHECK(parsed(parse_no_show, R"({"reason":"a"})").personal.reason->json == R"("a")");
    CHECK_FALSE(parsed(parse_undo_no_show, "{}").personal.reason);
    CHECK(faults_of("MarkNoShow", R"({"reason":""})") ==
          "/reason must be a text of 1 to 1000 characters\n");
    CHECK(faults_of("UndoNoShow", R"({"reason":7})") ==
          "/reason must be a text of 1 to 1000 characters\n");
    CHECK(faults_of("Complete", R"({"reason":"x"})") ==
          "/reason is not known: nothing can be said here\n");
}

TEST_CASE(
    "answers are sealed as they stand, in the order of their questions, and checked as values") {
    const auto c = parsed(parse_amend, R"({"answers":{"b":["x","y"],"a":true,"c":"z","d":-3}})");
    CHECK(c.personal.answers->json == R"({"a":true,"b":["x","y"],"c":"z","d":-3})");
    CHECK(c.answers == Answers{{"a", true},
                               {"b", std::vector<std::string>{"x", "y"}},
                               {"c", std::string{"z"}},
                               {"d", std::int64_t{-3}}});
}

TEST_CASE("an approval says nothing more") {
    CHECK(faults_of("Approve", R"({"reason":"x"})") ==
          "/reason is not known: nothing can be said here\n");
}

}  // namespace booking_test
