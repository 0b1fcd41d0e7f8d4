// What every endpoint refuses alike. Beside what it checks, it lets the description of the API be
// held to the statuses that it names.
#include <doctest/doctest.h>

#include "tests/api/every_endpoint.hpp"

namespace statuses_test {

using namespace kalends::api;
using kalends::http::Method;

namespace {

// What is asked of every endpoint, those of the operator with its key.
std::vector<Asked> of_the_operator() {
    using enum Method;
    return {{get, "/v1/organisations"},
            {post, "/v1/organisations", json("{'name':'Acme','time_zone':'Etc/UTC'}")},
            {get, "/v1/projections"},
            {get, "/metrics"},
            {get, "/v1/log-level"},
            {put, "/v1/log-level", json("{'level':'error'}")},
            {get, "/v1/test-clock"},
            {put, "/v1/test-clock", json("{'running':true}")}};
}

// Of the server, not of what it keeps.
bool is_setting(const Asked& asked) {
    return asked.target == "/v1/test-clock" || asked.target == "/v1/log-level";
}

struct Everything {
    explicit Everything(Rates rates = {1'000'000, 1'000'000})
        : office{rates}, owner{office.found_organisation()}, asked{every_endpoint(office)} {}

    template <class Check>
    void visit(Check check) {
        for (const auto& request : asked) {
            CAPTURE(request.target);
            check(request);
        }
        office.use(office.operator_key());
        for (const auto& request : of_the_operator()) {
            CAPTURE(request.target);
            check(request);
        }
    }

    Office office;
    std::string owner;
    std::vector<Asked> asked;
};

std::string with_parameter(const std::string& target, std::string_view parameter) {
    const bool has_query = target.find('?') != std::string::npos;
    return target + (has_query ? "&" : "?") + std::string{parameter};
}

}  // namespace

TEST_CASE("every endpoint refuses a parameter that it does not have") {
    Everything all;
    all.visit([&](const Asked& asked) {
        const auto target = with_parameter(asked.target, "colour=red");
        const auto reply = all.office.ask(asked.method, target, asked.body);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "colour");
    });
}

TEST_CASE("every endpoint names a parameter that stands twice") {
    Everything all;
    all.visit([&](const Asked& asked) {
        const auto target = with_parameter(asked.target, "min_position=0&min_position=0");
        const auto reply = all.office.ask(asked.method, target, asked.body);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "min_position");
        CHECK_EQ(reply.text("errors/0/detail"), "must not stand twice");
    });
}

TEST_CASE("every read says of a position that was withdrawn that it is gone") {
    Everything all;
    all.visit([&](const Asked& asked) {
        if (asked.method != Method::get) return;
        const auto target = with_parameter(asked.target, "min_position=0-0-1");
        CHECK_EQ(all.office.get(target).status, 410);
    });
    for (const auto* health : {"/healthz", "/readyz"}) {
        CHECK_EQ(all.office.get(std::string{health} + "?min_position=0-0-1").status, 410);
    }
}

TEST_CASE("every write refuses a body that is no JSON, and a revision that nothing has") {
    Everything all;
    all.visit([&](const Asked& asked) {
        if (asked.method == Method::get) return;
        const auto typed =
            all.office.ask(asked.method, asked.target, "x", {{"Content-Type", "text/plain"}});
        CHECK_EQ(typed.status, 415);
        if (is_setting(asked)) return;
        const auto stale =
            all.office.ask(asked.method, asked.target, asked.body, {{"If-Match", "\"999\""}});
        CHECK_EQ(stale.status, 412);
    });
}

TEST_CASE("a key that was used is refused by every other write") {
    Everything all;
    const HeaderLines key{{"Idempotency-Key", "used"}};
    const auto body = json("{'name':'Ada','time_zone':'Etc/UTC'}");
    REQUIRE_EQ(all.office.post("/v1/hosts", body, key).status, 201);
    all.office.use(all.office.operator_key());
    REQUIRE_EQ(all.office.post("/v1/organisations", body, key).status, 201);
    all.office.use(all.owner);
    all.visit([&](const Asked& asked) {
        if (asked.method == Method::get || is_setting(asked)) return;
        const auto reply = all.office.ask(asked.method, asked.target, asked.body, key);
        CHECK_EQ(reply.status, 422);
        CHECK_EQ(reply.code(), "key-reused");
    });
}

TEST_CASE("with the disk nearly full, what takes room waits and what gives room back does not") {
    Everything all;
    all.office.disk().set_free_bytes(0);
    all.office.engine().tend();
    CHECK_EQ(all.office.get("/readyz").status, 503);
    for (const auto& asked : all.asked) {
        CAPTURE(asked.target);
        const bool gives_back =
            asked.target.ends_with("/cancel") || asked.target.ends_with("/reject") ||
            asked.target.starts_with("/v1/api-keys/") ||
            (asked.method == Method::del && asked.target.starts_with("/v1/holds/"));
        if (asked.method == Method::get || gives_back) continue;
        const auto reply = all.office.ask(asked.method, asked.target, asked.body);
        CHECK_EQ(reply.status, 503);
        CHECK_EQ(reply.code(), "disk-reserve");
        CHECK_EQ(reply.header("Retry-After"), "60");
    }
    CHECK_EQ(all.office.get(all.asked.front().target).status, 200);
}

TEST_CASE("every endpoint that asks who calls refuses who calls too often, and says for how long") {
    Everything all{{.per_key = 1'000'000, .per_address = 1}};
    const auto ask_too_often = [&](const Asked& asked) {
        const HeaderLines guessed{{"Authorization", "Bearer kal_guessed"}};
        all.office.use("");
        auto reply = all.office.ask(asked.method, asked.target, asked.body, guessed);
        while (reply.status == 401) {
            reply = all.office.ask(asked.method, asked.target, asked.body, guessed);
        }
        CHECK_EQ(reply.status, 429);
        CHECK_EQ(reply.code(), "rate-limited");
        CHECK_EQ(reply.header("Retry-After"), "1");
        CHECK_EQ(reply.header("RateLimit"), "\"address\";r=0;t=10");
        CHECK_EQ(reply.header("RateLimit-Policy"), "\"address\";q=10;w=10");
    };
    all.visit(ask_too_often);
    ask_too_often({Method::post, "/v1/projections/bookings/rebuild"});
    ask_too_often({Method::post, "/v1/commands"});
}

TEST_CASE("a key has a rate of its own, which no guessing beside it uses up") {
    Office office{{.per_key = 1, .per_address = 1}};
    const auto key = office.found_organisation();
    while (office.get("/v1/hosts").status != 429) continue;
    const auto refused = office.get("/v1/hosts");
    CHECK_EQ(refused.header("RateLimit-Policy"), "\"key\";q=10;w=10");
    office.use(office.operator_key());
    CHECK_EQ(office.get("/v1/organisations").status, 200);
    CHECK_EQ(office.get("/v1/organisations").header("RateLimit"), "");
    office.use("");
    CHECK_EQ(office.get("/v1/hosts").header("RateLimit-Policy"), "\"address\";q=10;w=10");
    CHECK_EQ(office.get("/healthz").header("RateLimit"), "");
}

TEST_CASE("an answer carries the trace of its request") {
    Everything all;
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    all.visit([&](const Asked& asked) {
        const auto reply =
            all.office.ask(asked.method, asked.target, asked.body, {{"traceparent", trace}});
        CHECK_EQ(reply.header("traceparent"), trace);
        CHECK_NE(reply.header("Kalends-Position"), "");
    });
}

}  // namespace statuses_test
