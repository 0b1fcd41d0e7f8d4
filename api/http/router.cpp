#include "api/http/router.hpp"

#include <algorithm>

#include "api/http/problem.hpp"
#include "domain/check.hpp"

namespace kalends::http {
namespace {

std::vector<std::string> parameter_names(std::string_view path) {
    std::vector<std::string> names;
    while (!path.empty()) {
        const auto segment = take_segment(path);
        if (!is_parameter(segment)) continue;
        std::string name{segment.substr(1, segment.size() - 2)};
        ensure(std::ranges::find(names, name) == names.end(),
               "the path parameters of a route have different names");
        names.push_back(std::move(name));
    }
    return names;
}

std::optional<std::size_t> route_at(const Site& site, Method method) {
    const auto sought = method == Method::head ? Method::get : method;
    return site[static_cast<std::size_t>(sought)];
}

std::string allowed_methods(const Site& site) {
    std::string methods;
    for (const auto method :
         {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
        if (route_at(site, method)) methods.append(to_text(method)).append(", ");
    }
    return methods.append(to_text(Method::options));
}

Response not_found(const Request& request) {
    return problem_response({.status = Status::not_found,
                             .code = "not-found",
                             .title = "There is nothing here",
                             .detail = "No resource has this path."},
                            request.id);
}

Response not_allowed(const Request& request, const Site& site) {
    return problem_response({.status = Status::method_not_allowed,
                             .code = "method-not-allowed",
                             .title = "The resource has no such method",
                             .detail = "The Allow header lists the methods it has."},
                            request.id)
        .with("Allow", allowed_methods(site));
}

Response not_implemented(const Request& request) {
    return problem_response({.status = Status::not_implemented,
                             .code = "not-implemented",
                             .title = "The method is not known here"},
                            request.id);
}

}  // namespace

Router::Router(std::vector<Route> routes, Cors cors)
    : routes_{std::move(routes)}, cors_{std::move(cors)} {
    endpoints_.reserve(routes_.size());
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        tree_.add(routes_[i].path, routes_[i].method, i);
        parameter_names_.push_back(parameter_names(routes_[i].path));
        endpoints_.push_back(std::string{to_text(routes_[i].method)} + ' ' + routes_[i].path);
    }
}

void Router::operator()(Request&& request, Reply reply) const {
    reply.attach(cors_.lines_for(request));
    if (request.method == Method::other) return reply(not_implemented(request));
    if (request.path == "*") return reply(Response{Status::no_content, {}, {}});
    const auto found = tree_.find(request.path);
    if (!found) return reply(not_found(request));
    const auto route = route_at(*found->site, request.method);
    if (!route && request.method == Method::options) {
        return answer_options(request, *found->site, std::move(reply));
    }
    if (!route) return reply(not_allowed(request, *found->site));
    reply.name_endpoint(endpoints_[*route]);
    const auto& names = parameter_names_[*route];
    for (std::size_t i = 0; i < names.size(); ++i) {
        request.path_parameters.push_back({names[i], std::string{found->values[i]}});
    }
    call(routes_[*route], std::move(request), std::move(reply));
}

void Router::answer_options(const Request& request, const Site& site, Reply reply) const {
    Response response{Status::no_content, {}, {}};
    const std::string methods = allowed_methods(site);
    response.with("Allow", methods);
    Cors::answer_preflight(request, methods, response);
    reply(std::move(response));
}

void Router::call(const Route& route, Request&& request, Reply reply) const {
    if (const auto* read = std::get_if<ReadEndpoint>(&route.endpoint)) {
        reply((*read)(request));
    } else {
        std::get<WriteEndpoint>(route.endpoint)(std::move(request), std::move(reply));
    }
}

}  // namespace kalends::http
