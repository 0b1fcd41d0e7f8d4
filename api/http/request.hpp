#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/headers.hpp"
#include "api/http/method.hpp"
#include "api/http/target.hpp"

namespace kalends::http {

// A part of the path that a route named, "{id}" say. The name is the route's, which outlives it.
struct PathParameter {
    std::string_view name;
    std::string value;
};

// One request, whole, owning all that it holds. A handler that keeps it moves it away; the server
// uses the same one again for the next request of the connection.
struct Request {
    Method method = Method::get;
    // Path and query as they were sent, which is what an idempotency key is bound to.
    std::string target;
    // Decoded, UTF-8, beginning with '/' (or "*", for OPTIONS alone).
    std::string path;
    std::vector<QueryParameter> query;
    // Only what stood before the body: trailers never get here.
    Headers headers;
    std::string body;
    // What X-Request-Id said, or one made here; it stands on the reply in any case.
    std::string id;
    // The client's address without its port: "127.0.0.1", "::1".
    std::string remote_address;
    std::vector<PathParameter> path_parameters;
    // The number of the request that this is a part of, among those that have parts: it has been
    // counted for its caller's rate, and its parts take effect in their order.
    std::optional<std::uint64_t> part_of;

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
        return headers.find(name);
    }
    [[nodiscard]] std::optional<std::string_view> query_parameter(std::string_view name) const;
    // The route must name it: asking for another is a broken invariant.
    [[nodiscard]] std::string_view path_parameter(std::string_view name) const;

    // Makes it ready for the next request, keeping memory but for what a large one took.
    void clear();
};

}  // namespace kalends::http
