#include "api/http/route_tree.hpp"

#include "domain/check.hpp"

namespace kalends::http {

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.starts_with('{') && segment.ends_with('}');
}

std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

void RouteTree::add(std::string_view pattern, Method method, std::size_t route) {
    ensure(pattern.starts_with('/'), "the path of a route begins with a slash");
    ensure(method != Method::other, "a route has a method that is known");
    Node* node = &root_;
    while (!pattern.empty()) node = &grow(*node, take_segment(pattern));
    if (!node->site) node->site.emplace();
    auto& place = (*node->site)[static_cast<std::size_t>(method)];
    ensure(!place, "a method stands once at a path");
    place = route;
}

std::optional<SiteFound> RouteTree::find(std::string_view path) const {
    if (!path.starts_with('/')) return std::nullopt;
    SiteFound found{nullptr, {}};
    found.site = descend(root_, path, found.values);
    if (found.site == nullptr) return std::nullopt;
    return found;
}

RouteTree::Node& RouteTree::grow(Node& node, std::string_view segment) {
    if (is_parameter(segment)) {
        if (!node.parameter) node.parameter = std::make_unique<Node>();
        return *node.parameter;
    }
    for (auto& [literal, child] : node.literals) {
        if (literal == segment) return *child;
    }
    node.literals.emplace_back(segment, std::make_unique<Node>());
    return *node.literals.back().second;
}

const Site* RouteTree::descend(const Node& node, std::string_view path,
                               std::vector<std::string_view>& values) {
    if (path.empty()) return node.site ? &*node.site : nullptr;
    const auto segment = take_segment(path);
    for (const auto& [literal, child] : node.literals) {
        if (literal != segment) continue;
        if (const Site* site = descend(*child, path, values)) return site;
    }
    if (!node.parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const Site* site = descend(*node.parameter, path, values)) return site;
    values.pop_back();
    return nullptr;
}

}  // namespace kalends::http
