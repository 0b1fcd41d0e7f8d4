#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace offer_test {

using namespace kalends;

namespace {

std::string faults(const std::string& members) {
    return faults_of("ChangeMeetingType", "{" + members + "}");
}

std::string faults_of_question(const std::string& members) {
    return faults(R"("questions":[{)" + members + "}]");
}

}  // namespace

TEST_CASE("what a meeting type costs, asks and says of itself is read") {
    const auto terms = parsed(parse_create_meeting_type, sample_body("CreateMeetingType")).terms;
    CHECK(terms.price == Price{4'500, "EUR"});
    REQUIRE(terms.questions.size() == 2);
    CHECK(terms.questions[0] ==
          GuestQuestion{"topic", "What is it about?", AnswerKind::long_text, true, {}});
    CHECK(
        terms.questions[1] ==
        GuestQuestion{"side", "Which side?", AnswerKind::single_choice, false, {"left", "right"}});
    CHECK(terms.appearance.description == "For whoever is new.\nBring your papers.");
    CHECK(terms.appearance.colour == "#1a2b3c");
    CHECK(terms.appearance.location == Location{LocationKind::video, "https://example.org/room"});
}

TEST_CASE("null takes price, description, colour and location away") {
    const auto c = parsed(parse_change_meeting_type, sample_body("ChangeMeetingType"));
    REQUIRE(c.price);
    CHECK_FALSE(*c.price);
    CHECK(c.questions == std::vector<GuestQuestion>{});
    CHECK(c.description == "");
    CHECK(c.colour == "");
    REQUIRE(c.location);
    CHECK_FALSE(*c.location);
}

TEST_CASE("a price is a whole number of the smallest unit of a currency that there is") {
    CHECK(faults(R"("price":{"amount_minor":0,"currency":"JPY"})") == "");
    CHECK(faults(R"("price":{"amount_minor":1000000000000,"currency":"KWD"})") == "");
    CHECK(faults(R"("price":{"amount_minor":1000000000001,"currency":"eur"})") ==
          "/price/amount_minor must be a whole number from 0 to 1000000000000\n"
          "/price/currency must be the code of a currency by ISO 4217, as in EUR\n");
    CHECK(faults(R"("price":{"amount_minor":-1,"currency":"XAU"})") ==
          "/price/amount_minor must be a whole number from 0 to 1000000000000\n"
          "/price/currency must be the code of a currency by ISO 4217, as in EUR\n");
    CHECK(faults(R"("price":{"amount_minor":1.5})") ==
          "/price/amount_minor must be a whole number from 0 to 1000000000000\n"
          "/price/currency is missing\n");
    CHECK(faults(R"("price":45)") == "/price must be an object\n");
}

TEST_CASE("a question has an id, a label and a kind, and choices if it is of a kind that chooses") {
    const std::string talk = R"("id":"a","label":"A")";
    CHECK(faults_of_question(talk + R"(,"kind":"date","required":true)") == "");
    CHECK(faults_of_question("") ==
          "/questions/0/id is missing\n/questions/0/label is missing\n"
          "/questions/0/kind is missing\n");
    CHECK(faults_of_question(R"("id":"a b","label":" ","kind":"essay","required":"no")") ==
          "/questions/0/id must be a name of 1 to 50 letters of ASCII, digits, - and _\n"
          "/questions/0/label must not be blank\n"
          "/questions/0/kind must be one of text, long_text, number, boolean, single_choice, "
          "multiple_choice, email, phone, date, url\n"
          "/questions/0/required must be true or false\n");
    CHECK(faults_of_question(talk + R"(,"kind":"single_choice")") ==
          "/questions/0/choices is missing\n");
    CHECK(faults_of_question(talk + R"(,"kind":"text","choices":["x"])") ==
          "/questions/0/choices is not for this kind\n");
    CHECK(faults_of_question(talk + R"(,"kind":"multiple_choice","choices":[])") ==
          "/questions/0/choices must be a list of 1 to 50 elements\n");
    CHECK(faults_of_question(talk + R"(,"kind":"multiple_choice","choices":["x","x"])") ==
          "/questions/0/choices/1 must not stand twice\n");
    CHECK(faults_of_question(talk + R"(,"kind":"multiple_choice","choices":["x",""])") ==
          "/questions/0/choices/1 must be a text of 1 to 200 characters\n");
}

TEST_CASE("no two questions of a meeting type have one id, and there are at most fifty") {
    const std::string one = R"({"id":"a","label":"A","kind":"text"})";
    CHECK(faults(R"("questions":[)" + one + "," + one + "]") ==
          "/questions/1/id must not stand twice\n");
    std::string many = one;
    for (int i = 0; i < 50; ++i) many += "," + one;
    CHECK(faults(R"("questions":[)" + many + "]") ==
          "/questions must be a list of 0 to 50 elements\n");
    CHECK(faults(R"("questions":null)") == "/questions must be a list of 0 to 50 elements\n");
}

TEST_CASE("a description may have lines, and a colour is written as the web does") {
    CHECK(faults(R"("description":"a\nb","colour":"#00ff7F")") == "");
    CHECK(faults(R"("description":"a\u0007")") ==
          "/description must not contain control characters\n");
    CHECK(faults(R"("description":")" + std::string(5'001, 'x') + '"') ==
          "/description must be a text of 0 to 5000 characters\n");
    for (const auto* colour : {R"("red")", R"("#fff")", R"("#12345g")", R"("1234567")", "7"}) {
        CHECK(faults(R"("colour":)" + std::string{colour}) ==
              "/colour must be a colour, as in #1a2b3c\n");
    }
}

TEST_CASE("a location is of a kind, and its details suit it") {
    CHECK(faults(R"("location":{"kind":"guest_place"})") == "");
    CHECK(faults(R"("location":{"kind":"in_person","details":"Room 4"})") == "");
    CHECK(faults(R"("location":{"kind":"phone","details":"+352 12 34 56"})") == "");
    CHECK(faults(R"("location":{"kind":"moon","details":7})") ==
          "/location/kind must be one of in_person, phone, video, guest_place, other\n"
          "/location/details must be a text of 1 to 500 characters\n");
    CHECK(faults(R"("location":{"kind":"video","details":"Room 4"})") ==
          "/location/details must be a web address, as in https://example.org/room\n");
    CHECK(faults(R"("location":{"kind":"phone","details":"call me"})") ==
          "/location/details must be a telephone number, as in +352 12 34 56\n");
    CHECK(faults(R"("location":{})") == "/location/kind is missing\n");
}

}  // namespace offer_test
