#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/method.hpp"

namespace kalends::http {

// What stands at one path: the number of the route for each method, in the order of Method.
using Site = std::array<std::optional<std::size_t>, 7>;

struct SiteFound {
    const Site* site;
    // What stood where the pattern has parameters, from left to right; views into the path.
    std::vector<std::string_view> values;
};

// Finds routes by path, segment by segment. Where a literal segment and a parameter both fit, the
// literal one is tried first.
class RouteTree {
  public:
    // Patterns are like "/v1/hosts/{id}"; one method may stand once at a path.
    void add(std::string_view pattern, Method method, std::size_t route);

    // A parameter takes one segment, never an empty one.
    [[nodiscard]] std::optional<SiteFound> find(std::string_view path) const;

  private:
    struct Node {
        std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
        std::unique_ptr<Node> parameter;
        std::optional<Site> site;
    };

    static Node& grow(Node& node, std::string_view segment);
    static const Site* descend(const Node& node, std::string_view path,
                               std::vector<std::string_view>& values);

    Node root_;
};

[[nodiscard]] bool is_parameter(std::string_view segment);

// Takes the first segment off a path: "/a/b" gives "a" and leaves "/b".
[[nodiscard]] std::string_view take_segment(std::string_view& path);

}  // namespace kalends::http
