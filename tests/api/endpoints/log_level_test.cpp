#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace log_level_test {

using namespace kalends::api;

TEST_CASE("the operator changes what is told while the server runs") {
    Office office;
    office.use(office.operator_key());
    CHECK_EQ(office.get("/v1/log-level").text("level"), "error");
    const auto changed = office.put("/v1/log-level", json("{'level':'debug'}"));
    CHECK_EQ(changed.status, 200);
    CHECK_EQ(changed.text("level"), "debug");
    CHECK_EQ(office.get("/v1/log-level").text("level"), "debug");
    for (const auto* wrong : {"{'level':'loud'}", "{'level':1}", "{}"}) {
        const auto refused = office.put("/v1/log-level", json(wrong));
        CHECK_EQ(refused.status, 400);
        CHECK_EQ(refused.pointer(), "/level");
    }
    CHECK_EQ(office.get("/v1/log-level").text("level"), "debug");
}

TEST_CASE("what is told is nobody's but the operator's") {
    Office office;
    for (const auto* key : {"", "kal_nonsense"}) {
        office.use(key);
        CHECK_EQ(office.get("/v1/log-level").status, 401);
        CHECK_EQ(office.put("/v1/log-level", json("{'level':'debug'}")).status, 401);
    }
    office.found_organisation();
    CHECK_EQ(office.get("/v1/log-level").status, 403);
    CHECK_EQ(office.put("/v1/log-level", json("{'level':'debug'}")).status, 403);
}

}  // namespace log_level_test
