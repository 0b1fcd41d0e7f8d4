#include "api/http/forwarded.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <stdexcept>

namespace forwarded_test {

using namespace kalends::http;

namespace {

std::string client(std::string_view proxies, const std::string& peer,
                   std::initializer_list<std::string_view> fields) {
    Headers headers;
    for (const auto field : fields) headers.add("X-Forwarded-For", field);
    return TrustedProxies{proxies}.client_of(peer, headers);
}

}  // namespace

TEST_CASE("nobody is believed who is not trusted") {
    CHECK_EQ(client("", "192.0.2.1", {"198.51.100.7"}), "192.0.2.1");
    CHECK_EQ(client("127.0.0.1", "192.0.2.1", {"198.51.100.7"}), "192.0.2.1");
}

TEST_CASE("a trusted proxy tells who asked it, whatever that one said before") {
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"198.51.100.7"}), "198.51.100.7");
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"10.0.0.1, 198.51.100.7"}), "198.51.100.7");
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"10.0.0.1", "198.51.100.7"}), "198.51.100.7");
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {}), "127.0.0.1");
}

TEST_CASE("proxies behind one another are followed to the first that is not trusted") {
    CHECK_EQ(client("127.0.0.1,10.0.0.2, ::1", "::1", {"1.2.3.4, 198.51.100.7 ,10.0.0.2"}),
             "198.51.100.7");
    CHECK_EQ(client("127.0.0.1,10.0.0.2", "127.0.0.1", {"10.0.0.2"}), "10.0.0.2");
    CHECK_EQ(client("2001:db8::1", "2001:db8::1", {"2001:DB8:0::2"}), "2001:db8::2");
}

TEST_CASE("what is no address is not believed, and ends the way") {
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"198.51.100.7, unknown"}), "127.0.0.1");
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"\"evil\":1"}), "127.0.0.1");
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {","}), "127.0.0.1");
}

TEST_CASE("an address of IPv4 is one by a socket for both, too") {
    CHECK_EQ(canonical_address("::ffff:192.0.2.1"), "192.0.2.1");
    CHECK_EQ(canonical_address("2001:DB8::0:1"), "2001:db8::1");
    CHECK_EQ(canonical_address("localhost"), std::nullopt);
    CHECK_EQ(client("127.0.0.1", "127.0.0.1", {"::ffff:198.51.100.7"}), "198.51.100.7");
}

TEST_CASE("only addresses can be trusted") {
    CHECK_THROWS_AS(TrustedProxies{"127.0.0.1,localhost"}, std::invalid_argument);
    CHECK_THROWS_AS(TrustedProxies{"10.0.0.0/8"}, std::invalid_argument);
}

}  // namespace forwarded_test
