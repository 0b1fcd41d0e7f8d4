#include "api/http/head_parser.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstdint>

#include "api/http/ascii.hpp"
#include "api/http/framing.hpp"

namespace kalends::http {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using boost::system::error_code;
using Text = beast::string_view;

std::string_view view(Text text) {
    return {text.data(), text.size()};
}

// Beast's grammar, writing into our request. It is given one whole header and stops at its end, so
// the functions for bodies and responses are never called.
class HeadParser final : public beast::http::basic_parser<true> {
  public:
    HeadParser(const Limits& limits, Request& request) : limits_{limits}, request_{request} {
        body_limit(boost::none);
        header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
        eager(false);
    }

    [[nodiscard]] bool is_http_1_0() const { return http_1_0_; }

  private:
    void on_request_impl(beast::http::verb, Text method, Text target, int version,
                         error_code&) override {
        request_.method = http::parse_method(view(method));
        request_.target = view(target);
        http_1_0_ = version == 10;
    }
    void on_field_impl(beast::http::field, Text name, Text value, error_code& failed) override {
        const bool is_full = request_.headers.size() == limits_.header_fields_max;
        if (is_full) {
            failed = error::header_limit;
        } else {
            request_.headers.add(view(name), view(value));
        }
    }
    void on_response_impl(int, Text, int, error_code&) override {}
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(Text, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text, error_code&) override { return 0; }
    void on_finish_impl(error_code&) override {}

    const Limits& limits_;
    Request& request_;
    bool http_1_0_ = false;
};

// RFC 9112 section 3.2: visible ASCII, and '#' begins a fragment, which is never sent. Beast lets
// the bytes beyond ASCII through.
bool is_target_character(char c) {
    return c > 0x20 && c < 0x7F && c != '#';
}

// RFC 9112 section 3.2.2: a server takes "http://host/path" as well, and then serves the path.
// Takes what stands before the path off the target; nothing if that is a path already.
std::optional<std::string_view> take_authority(std::string_view& target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const auto authority = target.substr(0, target.find_first_of("/?"));
        target.remove_prefix(authority.size());
        return authority;
    }
    return std::nullopt;
}

std::optional<Refusal> read_target(const Limits& limits, Request& request) {
    if (request.target.size() > limits.target_bytes_max) return target_too_long;
    if (!std::ranges::all_of(request.target, is_target_character)) {
        return malformed("The request target holds a byte that it may not.");
    }
    std::string_view target = request.target;
    const auto authority = take_authority(target);
    // RFC 9110 sections 4.2.1 and 4.2.4: it is not empty, and names no user.
    if (authority && !is_valid_host(*authority)) {
        return malformed("The request target names no valid host.");
    }
    const auto question = std::min(target.find('?'), target.size());
    // RFC 9110 section 4.2.3: an empty path behind a host is "/".
    auto path = parse_path(authority && question == 0 ? "/" : target.substr(0, question));
    const bool is_asterisk = target == "*" && request.method == Method::options;
    if (!path || !(path->starts_with('/') || is_asterisk)) {
        return malformed("The request target is not a path.");
    }
    request.path = std::move(*path);
    if (question == target.size()) return std::nullopt;
    const auto asked = target.substr(question + 1);
    if (parameters_in(asked) > limits.query_parameters_max) return too_many_parameters;
    auto query = parse_query(asked, limits.query_parameters_max);
    if (!query) return malformed("The query is badly escaped.");
    request.query = std::move(*query);
    return std::nullopt;
}

Refusal refusal_of(error_code failed) {
    if (failed == error::bad_version) {
        return {Status::version_not_supported, "version-not-supported",
                "Only HTTP/1.1 and HTTP/1.0 are spoken here", ""};
    }
    if (failed == error::header_limit) return header_too_large;
    return malformed("The request line or a header field is not valid.");
}

}  // namespace

std::optional<Refusal> parse_head(std::string_view head, const Limits& limits, Request& request,
                                  bool& http_1_0) {
    HeadParser parser{limits, request};
    error_code failed;
    parser.put(boost::asio::const_buffer{head.data(), head.size()}, failed);
    if (failed) return refusal_of(failed);
    http_1_0 = parser.is_http_1_0();
    return read_target(limits, request);
}

}  // namespace kalends::http
