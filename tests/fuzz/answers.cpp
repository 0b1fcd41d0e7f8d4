#include <algorithm>
#include <optional>
#include <utility>

#include "api/http/request_reader.hpp"
#include "domain/check.hpp"
#include "tests/fuzz/counter.hpp"
#include "tests/fuzz/fuzz.hpp"

// A request at the counter: a header without its length, an empty line, a body. Whatever is asked,
// the answer is a whole reply, and none that says that the server failed. Asked again, a read gets
// the same answer, and so does what has a key and took effect; but a secret is shown once.

using namespace kalends;

namespace {

constexpr std::string_view end_of_header = "\r\n\r\n";

std::optional<http::Request> request_in(std::string_view text) {
    static const http::Limits limits;
    const auto end = text.find(end_of_header);
    if (end == text.npos) return std::nullopt;
    const auto body = text.substr(end + end_of_header.size());
    std::string bytes{text.substr(0, end)};
    bytes.append("\r\nContent-Length: ").append(std::to_string(body.size())).append(end_of_header);
    bytes.append(body);
    http::RequestReader reader{limits};
    std::string_view rest = bytes;
    if (reader.feed(rest) != http::RequestReader::Progress::complete) return std::nullopt;
    http::Request request = std::move(reader.request());
    request.id = "req-1";
    request.remote_address = "192.0.2.1";
    return request;
}

// A status line, then fields without a control character in them, then the empty line.
void check_head(const api::Reply& reply) {
    std::string_view head = reply.head;
    ensure(head.starts_with("HTTP/1.1 " + std::to_string(reply.status) + " "),
           "a reply has a status");
    ensure(head.ends_with(end_of_header), "a reply's header ends");
    head.remove_suffix(2);
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        const bool is_plain =
            std::ranges::none_of(line, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
        ensure(is_plain, "a reply's header has no control characters");
        ensure(!line.empty(), "a reply's header has one end");
        ensure(head.size() == reply.head.size() - 2 || line.find(": ") != line.npos,
               "a field has a name");
        head.remove_prefix(line.size() + 2);
    }
}

// Those that go on until their connection ends.
bool is_stream(std::string_view type) {
    return type == "application/x-ndjson" || type == "text/event-stream";
}

bool is_json(const api::Reply& reply) {
    const auto type = reply.header("Content-Type");
    return reply.header("Content-Encoding").empty() &&
           (type.ends_with("/json") || type.ends_with("+json"));
}

void check_body(const api::Reply& reply) {
    const auto length = "\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n";
    const bool has_none =
        reply.status == 204 || reply.status == 304 || is_stream(reply.header("Content-Type"));
    ensure(has_none || reply.head.find(length) != std::string::npos, "a reply says its length");
    if (reply.body.empty()) return;
    JsonReader reader;
    ensure(!is_json(reply) || reader.parse(reply.body).has_value(), "a body of JSON is JSON");
    if (reply.status < 400) return;
    ensure(reply.header("Content-Type") == "application/problem+json", "a refusal is a problem");
    ensure(reply.text("status") == std::to_string(reply.status), "a problem has its status");
    ensure(!reply.code().empty() && reply.has("title"), "a problem has its code and title");
}

api::Reply ask(api::Office& office, const http::Request& request) {
    auto reply = office.ask(request);
    ensure(reply.status < 500 || reply.status == 501, "no request makes the server fail");
    check_head(reply);
    check_body(reply);
    return reply;
}

void check_again(const api::Reply& first, const api::Reply& again) {
    ensure(again.status == first.status, "a request asked again has the same outcome");
    if (first.has("secret")) {
        ensure(!again.has("secret"), "a secret is shown once");
    } else {
        ensure(again.body == first.body, "a request asked again is answered the same");
    }
}

// One office for one input after the other, until one takes effect: what is found depends on its
// own input alone, and most inputs are refused or read.
api::Office& untouched_office() {
    static std::optional<fuzz::Counter> counter;
    static Position founded;
    if (!counter || counter->office.engine().position() != founded) {
        counter.reset();
        founded = counter.emplace().office.engine().position();
    }
    return counter->office;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto request = request_in(fuzz::text_of(bytes, size));
    if (!request) return 0;
    auto& office = untouched_office();
    const auto reply = ask(office, *request);
    const bool is_read = request->method == http::Method::get;
    if (is_read || (reply.status < 300 && request->header("Idempotency-Key"))) {
        check_again(reply, ask(office, *request));
    }
    return 0;
}
