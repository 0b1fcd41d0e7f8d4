#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/api/http/raw_client.hpp"

namespace kalends::api::testing {

// What a follower of a feed is told.
struct Told {
    std::string id;     // empty if there is none
    std::string event;  // likewise; without it, nothing has happened
    std::string data;
    bool is_heartbeat = false;
};

// Follows a feed by server-sent events, on a connection of its own.
class Follower {
  public:
    // `query` begins with '?' or is empty. Takes the head of the answer.
    Follower(std::uint16_t port, const std::string& key, const std::string& query = "",
             const std::string& last_id = "", int receive_buffer_bytes = 0)
        : client_{port, receive_buffer_bytes} {
        std::string request = "GET /v1/events" + query + " HTTP/1.1\r\nHost: a\r\n";
        request += "Accept: text/event-stream\r\nAuthorization: Bearer " + key + "\r\n";
        if (!last_id.empty()) request += "Last-Event-ID: " + last_id + "\r\n";
        client_.send(request + "\r\n");
        head_ = client_.receive();
    }

    [[nodiscard]] const http::testing::ReceivedReply& head() const { return head_; }
    [[nodiscard]] http::testing::RawClient& client() { return client_; }
    // Of what it was told last.
    [[nodiscard]] const std::string& id() const { return id_; }

    // The next thing it is told. Throws std::runtime_error at the end of the stream, and after ten
    // seconds of silence.
    Told next() {
        Told told;
        for (auto line = take_line(); !line.empty(); line = take_line()) {
            if (line.starts_with("id: ")) told.id = line.substr(4);
            if (line.starts_with("event: ")) told.event = line.substr(7);
            if (line.starts_with("data: ")) told.data = line.substr(6);
            if (line.starts_with(":")) told.is_heartbeat = true;
        }
        if (!told.id.empty()) id_ = told.id;
        return told;
    }
    // The next event.
    Told event() {
        auto told = next();
        while (told.event.empty()) told = next();
        return told;
    }

  private:
    std::string take_line() {
        auto line = client_.receive_until("\n");
        line.pop_back();
        return line;
    }

    http::testing::RawClient client_;
    http::testing::ReceivedReply head_;
    std::string id_;
};

}  // namespace kalends::api::testing
