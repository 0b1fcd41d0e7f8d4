#include "api/endpoints/documents.hpp"

#include <string>
#include <utility>

#include "api/http/gzip.hpp"
#include "schemas/documents/documents.hpp"

namespace kalends::api {
namespace {

// A page runs only what came from here, and calls nobody else. Its style sheet has pictures in it.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Of the document as it is, or in its other coding, which are two things to a cache.
std::string entity_tag_of(const Document& document, bool is_gzipped) {
    return '"' + std::string{document.digest} + (is_gzipped ? "-gzip\"" : "\"");
}

// RFC 9110 section 13.1.2. No entity tag of ours has a comma or a quote in it, so that one stands
// in a list if its text does.
bool has_it(const http::Request& request, const std::string& entity_tag) {
    const auto known = request.header("If-None-Match").value_or("");
    return known == "*" || known.find(entity_tag) != std::string_view::npos;
}

http::Response answer_with(const Document& document, const http::Request& request) {
    const bool is_gzipped = http::takes_gzip(request.headers);
    const auto entity_tag = entity_tag_of(document, is_gzipped);
    const bool is_known = has_it(request, entity_tag);
    http::Response response{.status = is_known ? http::Status::not_modified : http::Status::ok};
    response
        .with("ETag", entity_tag)
        // Whoever keeps it asks each time whether it is still the same: another version may run.
        .with("Cache-Control", "no-cache")
        .with("Vary", "Accept-Encoding");
    if (is_known) return response;
    response.lasting = is_gzipped ? document.gzipped : document.content;
    if (is_gzipped) response.with("Content-Encoding", "gzip");
    response.with("Content-Type", std::string{document.media_type})
        .with("Content-Security-Policy", std::string{page_policy})
        .with("X-Frame-Options", "DENY");
    return response;
}

http::Route route_of(const Document& document) {
    const auto answer = [&document](const http::Request& request) {
        return answer_with(document, request);
    };
    return {http::Method::get, std::string{document.path}, http::ReadEndpoint{answer}};
}

// Where people begin who know an address alone. A browser goes on; who sees this reads where to.
http::Response lead_to_docs(const http::Request&) {
    http::Response response{.status = http::Status::permanent_redirect};
    response.with("Location", "/docs").with("Content-Type", "text/plain; charset=utf-8");
    response.body =
        "The API is told at /docs, for programs at /openapi.json, and in prose at /llms.txt.\n";
    return response;
}

}  // namespace

std::vector<http::Route> document_routes() {
    std::vector<http::Route> routes;
    for (const auto& document : documents()) routes.push_back(route_of(document));
    for (const auto* path : {"/", "/docs/", "/v1"}) {
        routes.push_back({http::Method::get, path, http::ReadEndpoint{lead_to_docs}});
    }
    return routes;
}

}  // namespace kalends::api
