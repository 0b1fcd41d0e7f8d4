#include "bench/load/http_client.hpp"

namespace kalends::bench {

std::string request_text(std::string_view method, std::string_view target,
                         std::string_view header_lines, std::string_view body,
                         std::string_view body_type) {
    std::string text;
    text.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    text.append(header_lines);
    if (!body.empty()) {
        text.append("Content-Type: ").append(body_type).append("\r\nContent-Length: ");
        text.append(std::to_string(body.size())).append("\r\n");
    }
    return text.append("\r\n").append(body);
}

HttpReply HttpClient::ask(std::string_view request) {
    socket_.send(request);
    ReplyReader reply;
    std::string received;
    for (;;) {
        received.clear();
        socket_.receive(received, true);
        const auto status = reply.take(received);
        if (status) return {*status, std::string{reply.head()}, std::string{reply.body()}};
    }
}

}  // namespace kalends::bench
