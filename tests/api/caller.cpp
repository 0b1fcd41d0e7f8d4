#include "tests/api/caller.hpp"

#include <stdexcept>

#include "tests/api/office.hpp"

namespace kalends::api::testing {

std::string Answered::text(std::string_view path) const {
    return Reply{.status = static_cast<unsigned>(status), .body = body, .headers = {}}.text(path);
}

Answered Caller::ask(std::string_view method, std::string_view target, std::string_view body,
                     std::string_view idempotency_key) {
    std::string request;
    request.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: a\r\n");
    request.append("Authorization: Bearer ").append(key_).append("\r\n");
    if (!idempotency_key.empty()) {
        request.append("Idempotency-Key: ").append(idempotency_key).append("\r\n");
    }
    request.append("Content-Type: application/json\r\n");
    request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    if (!client_.send(request.append(body))) throw std::runtime_error{"the connection is closed"};
    return {client_.receive()};
}

}  // namespace kalends::api::testing
