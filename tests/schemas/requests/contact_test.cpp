#include <doctest/doctest.h>

#include "schemas/json/writer.hpp"
#include "schemas/requests/contact.hpp"

namespace contact_test {

using namespace kalends;

namespace {

bool passes(std::optional<std::string> (*read)(JsonValue, FaultList&), std::string_view text) {
    std::string json;
    append_json_text(json, text);
    JsonReader reader;
    FaultList faults;
    const bool is_read = read(*reader.parse(json), faults).has_value();
    CHECK(is_read == (faults.found() == 0));
    return is_read;
}

}  // namespace

TEST_CASE("an e-mail address looks like one") {
    for (const auto good :
         {"a@b.lu", "ada.lovelace+x@mail.example.org", "o'hara@x-y.com", "ünal@bücher.example"}) {
        CAPTURE(good);
        CHECK(passes(read_email, good));
    }
    const std::string long_local(65, 'a');
    const std::string long_label(64, 'a');
    for (const auto& bad :
         {std::string{"ada"}, std::string{"@b.lu"}, std::string{"a@b"}, std::string{"a@.lu"},
          std::string{"a@b..lu"}, std::string{"a@b.lu."}, std::string{"a b@c.lu"},
          std::string{"a@b@c.lu"}, std::string{".a@b.lu"}, std::string{"a..b@c.lu"},
          std::string{"a@-b.lu"}, std::string{"a@b_c.lu"}, std::string{"a@b.lu\r\nBcc: x@y.lu"},
          long_local + "@b.lu", "a@" + long_label + ".lu"}) {
        CAPTURE(bad);
        CHECK_FALSE(passes(read_email, bad));
    }
}

TEST_CASE("a telephone number is digits and what people write between them") {
    for (const auto good : {"112", "+352 12 34 56", "(030) 12-34/5", "*31#123"}) {
        CHECK(passes(read_phone, good));
    }
    for (const auto bad : {"", "12", "+++", "12a34", "0123456789012345678901234567890123"}) {
        CHECK_FALSE(passes(read_phone, bad));
    }
}

}  // namespace contact_test
