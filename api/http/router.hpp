#pragma once

#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "api/http/cors.hpp"
#include "api/http/reply.hpp"
#include "api/http/request.hpp"
#include "api/http/route_tree.hpp"

namespace kalends::http {

// A read answers where it is called. A write hands its Reply on, to be called when the outcome is
// durable.
using ReadEndpoint = std::function<Response(const Request&)>;
using WriteEndpoint = std::function<void(Request&&, Reply)>;

struct Route {
    Method method;
    // "/v1/hosts/{id}": a segment in braces is a path parameter.
    std::string path;
    std::variant<ReadEndpoint, WriteEndpoint> endpoint;
};

// Calls the endpoint that the table has for a request, and answers what none is asked about: 404,
// 405 with Allow, 501, OPTIONS, CORS. HEAD goes to GET. Must outlive the replies it hands out;
// it changes no more once built, so any thread may use it.
class Router {
  public:
    explicit Router(std::vector<Route> routes, Cors cors = Cors{});

    void operator()(Request&& request, Reply reply) const;

    [[nodiscard]] std::span<const Route> routes() const { return routes_; }

  private:
    void answer_options(const Request& request, const Site& site, Reply reply) const;
    void call(const Route& route, Request&& request, Reply reply) const;

    std::vector<Route> routes_;
    // The names of each route's path parameters, from left to right.
    std::vector<std::vector<std::string>> parameter_names_;
    std::vector<std::string> endpoints_;  // "GET /v1/hosts/{id}"
    RouteTree tree_;
    Cors cors_;
};

}  // namespace kalends::http
