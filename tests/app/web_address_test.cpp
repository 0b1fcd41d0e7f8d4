#include "app/web_address.hpp"

#include <doctest/doctest.h>

#include <boost/system/system_error.hpp>

namespace kalends {

TEST_CASE("a server's URL is one that this machine can open") {
    CHECK(base_url("127.0.0.1", 8080) == "http://127.0.0.1:8080");
    CHECK(base_url("10.1.2.3", 80) == "http://10.1.2.3:80");
    CHECK(base_url("0.0.0.0", 8080) == "http://127.0.0.1:8080");
    CHECK(base_url("::", 8080) == "http://[::1]:8080");
    CHECK(base_url("10.1.2.3", 443, "https") == "https://10.1.2.3:443");
    CHECK(base_url("fd00::7", 443) == "http://[fd00::7]:443");
}

TEST_CASE("a name is no numeric address") {
    CHECK_THROWS_AS((void)base_url("localhost", 8080), boost::system::system_error);
}

}  // namespace kalends
