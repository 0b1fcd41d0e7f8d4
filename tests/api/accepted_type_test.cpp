#include "api/accepted_type.hpp"

#include <doctest/doctest.h>

namespace accepted_type_test {

using namespace kalends;
using namespace kalends::api;

namespace {

bool asks_for_csv(std::string_view accept) {
    http::Request request;
    request.headers.add("Accept", accept);
    return asks_for(request, "text/csv");
}

}  // namespace

TEST_CASE("a table is for whoever names it and likes JSON no better") {
    for (const auto* accept :
         {"text/csv", "Text/CSV", "text/csv; charset=utf-8", "text/csv, */*;q=0.1",
          "application/json;q=0.5, text/csv;q=0.501", "text/csv;q=0.5 ,application/json ; q=0.5",
          "text/html, text/csv;header=present;q=1.000", "text/csv;q=odd"}) {
        CAPTURE(accept);
        CHECK(asks_for_csv(accept));
    }
}

TEST_CASE("all others get JSON") {
    for (const auto* accept :
         {"", "*/*", "text/*", "application/json", "text/csv;q=0", "text/csv;q=0.000",
          "text/csv;q=0.9, application/json", "text/csvx", "text"}) {
        CAPTURE(accept);
        CHECK_FALSE(asks_for_csv(accept));
    }
    CHECK_FALSE(asks_for(http::Request{}, "text/csv"));
}

TEST_CASE("a table says what it is, and that it could have been something else") {
    const auto response = csv_response("a,b\r\n");
    CHECK_EQ(response.headers[0].value, "text/csv; charset=utf-8");
    CHECK_EQ(response.headers[1].name.text(), "Vary");
    CHECK_EQ(response.headers[1].value, "Accept");
    CHECK_EQ(response.body, "a,b\r\n");
}

}  // namespace accepted_type_test
