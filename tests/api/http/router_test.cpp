#include "api/http/router.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <optional>

namespace router_test {

using namespace kalends::http;

namespace {

struct Caught final : Answerable {
    void answer(Response&& sent, const Attached& attached) override {
        response = std::move(sent);
        lines = attached.header_lines;
    }
    void abandon(const Attached&) override { was_abandoned = true; }

    [[nodiscard]] std::optional<std::string> header(std::string_view name) const {
        for (const auto& header : response.headers) {
            if (header.name.text() == name) return header.value;
        }
        return std::nullopt;
    }

    Response response;
    std::string lines;
    bool was_abandoned = false;
};

Route read(Method method, std::string path, std::string body) {
    return {method, std::move(path), ReadEndpoint{[body](const Request& request) {
                std::string text = body;
                for (const auto& [name, value] : request.path_parameters) {
                    text.append(" ").append(name).append("=").append(value);
                }
                return json_response(Status::ok, text);
            }}};
}

Router hosts_router(Cors cors = Cors{}) {
    std::vector<Route> routes;
    routes.push_back(read(Method::get, "/v1/hosts", "list"));
    routes.push_back(read(Method::get, "/v1/hosts/{id}", "one"));
    routes.push_back(read(Method::del, "/v1/hosts/{id}", "retire"));
    routes.push_back(read(Method::get, "/v1/hosts/{id}/schedules/{name}", "schedule"));
    routes.push_back(read(Method::get, "/v1/hosts/search", "search"));
    routes.push_back({Method::post, "/v1/hosts", WriteEndpoint{[](Request&& request, Reply reply) {
                          reply(json_response(Status::created, std::move(request.body)));
                      }}});
    return Router{std::move(routes), std::move(cors)};
}

Caught ask(const Router& router, Request request) {
    const auto caught = std::make_shared<Caught>();
    router(std::move(request), Reply{caught});
    return *caught;
}

Request request_for(Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.id = "r-1";
    return request;
}

Caught ask(const Router& router, Method method, std::string path) {
    return ask(router, request_for(method, std::move(path)));
}

}  // namespace

TEST_CASE("a path finds its endpoint, and its parameters their names") {
    const Router router = hosts_router();
    CHECK(ask(router, Method::get, "/v1/hosts").response.body == "list");
    CHECK(ask(router, Method::get, "/v1/hosts/hst_1").response.body == "one id=hst_1");
    CHECK(ask(router, Method::get, "/v1/hosts/search").response.body == "search");
    CHECK(ask(router, Method::get, "/v1/hosts/search/schedules/a b").response.body ==
          "schedule id=search name=a b");
    CHECK(ask(router, Method::del, "/v1/hosts/x").response.body == "retire id=x");
}

TEST_CASE("a write endpoint is given the request and the duty to answer") {
    auto request = request_for(Method::post, "/v1/hosts");
    request.body = "{}";
    const auto caught = ask(hosts_router(), std::move(request));
    CHECK(caught.response.status == Status::created);
    CHECK(caught.response.body == "{}");
}

TEST_CASE("a path that no route has is a problem of its own") {
    const Router router = hosts_router();
    for (const auto* path : {"/", "/v1", "/v1/hosts/", "/v1/hosts/x/", "/v1//hosts", "/v1/hosts//",
                             "/v1/hosts//schedules/x", "/V1/hosts", "/v1/hosts/x/schedules"}) {
        CAPTURE(path);
        const auto caught = ask(router, Method::get, path);
        CHECK(caught.response.status == Status::not_found);
        CHECK(caught.response.body.find(R"("code":"not-found")") != std::string::npos);
        CHECK(caught.response.body.find(R"("request_id":"r-1")") != std::string::npos);
    }
}

TEST_CASE("a method that a path lacks is refused with those it has") {
    const Router router = hosts_router();
    const auto caught = ask(router, Method::put, "/v1/hosts/x");
    CHECK(caught.response.status == Status::method_not_allowed);
    CHECK(caught.header("Allow") == "GET, HEAD, DELETE, OPTIONS");
    CHECK(ask(router, Method::other, "/v1/hosts").response.status == Status::not_implemented);
}

TEST_CASE("HEAD goes where GET goes, and nowhere else") {
    const Router router = hosts_router();
    CHECK(ask(router, Method::head, "/v1/hosts").response.body == "list");
    const Router write_only{{read(Method::post, "/v1/commands", "run")}};
    const auto caught = ask(write_only, Method::head, "/v1/commands");
    CHECK(caught.response.status == Status::method_not_allowed);
    CHECK(caught.header("Allow") == "POST, OPTIONS");
}

TEST_CASE("OPTIONS tells the methods, and a preflight what it may send") {
    const Router router = hosts_router();
    const auto plain = ask(router, Method::options, "/v1/hosts");
    CHECK(plain.response.status == Status::no_content);
    CHECK(plain.header("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK_FALSE(plain.header("Access-Control-Allow-Methods"));
    auto request = request_for(Method::options, "/v1/hosts");
    request.headers.add("Origin", "https://example.org");
    request.headers.add("Access-Control-Request-Method", "POST");
    const auto preflight = ask(router, std::move(request));
    CHECK(preflight.header("Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS");
    CHECK(preflight.header("Access-Control-Allow-Headers")->find("Idempotency-Key") !=
          std::string::npos);
    CHECK(ask(router, Method::options, "*").response.status == Status::no_content);
    CHECK(ask(router, Method::options, "/none").response.status == Status::not_found);
}

TEST_CASE("every reply to another origin says whether it may be read") {
    const auto lines_for = [](const Router& router, const char* origin) {
        auto request = request_for(Method::get, "/v1/hosts");
        if (origin != nullptr) request.headers.add("Origin", origin);
        return ask(router, std::move(request)).lines;
    };
    const Router open = hosts_router();
    CHECK(lines_for(open, nullptr).empty());
    CHECK(lines_for(open, "https://a.org").starts_with("Access-Control-Allow-Origin: *\r\n"));
    CHECK(lines_for(open, "https://a.org").find("Kalends-Position") != std::string::npos);
    const Router strict = hosts_router(Cors{{"https://a.org", "https://b.org"}});
    CHECK(lines_for(strict, "https://b.org")
              .starts_with("Access-Control-Allow-Origin: https://b.org\r\n"));
    CHECK(lines_for(strict, "https://c.org") == "Vary: Origin\r\n");
    CHECK(lines_for(strict, nullptr) == "Vary: Origin\r\n");
    const Router closed = hosts_router(Cors{{}});
    CHECK(lines_for(closed, "https://a.org").empty());
}

TEST_CASE("the table can be read") {
    const Router router = hosts_router();
    REQUIRE(router.routes().size() == 6);
    CHECK(router.routes()[1].path == "/v1/hosts/{id}");
    CHECK(router.routes()[1].method == Method::get);
}

TEST_CASE("a reply that is dropped tells whoever waits") {
    const auto caught = std::make_shared<Caught>();
    {
        const Reply dropped{caught};
    }
    CHECK(caught->was_abandoned);
    const auto answered = std::make_shared<Caught>();
    {
        Reply reply{answered};
        reply({});
        const Reply moved = std::move(reply);
    }
    CHECK_FALSE(answered->was_abandoned);
}

}  // namespace router_test
