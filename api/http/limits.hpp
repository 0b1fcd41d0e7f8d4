#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace kalends::http {

// Every bound of the server. Sizes are in bytes; a deadline is set once when its phase begins and
// no byte that arrives renews it.
struct Limits {
    // The request line: 414 beyond it.
    std::size_t target_bytes_max = std::size_t{4} * 1024;
    // Request line and fields together, and how many fields: 431 beyond either.
    std::size_t header_bytes_max = std::size_t{8} * 1024;
    std::size_t header_fields_max = 100;
    std::size_t query_parameters_max = 64;
    // The body without its chunk headers: 413 beyond it.
    std::size_t body_bytes_max = std::size_t{64} * 1024;
    // The same for requests of many commands, of which so many may be on their way at once: 503
    // beyond that.
    std::string_view long_body_path = "/v1/commands";
    std::size_t long_body_bytes_max = std::size_t{1024} * 1024;
    std::size_t long_bodies_max = 64;
    // What may arrive for one body, as a multiple of what it may have: chunk headers and extensions
    // are not body, and would else be without bound.
    std::size_t received_per_body_max = 4;
    // What is taken from a socket at once, and so the most that waits for a pipelined request.
    std::size_t receive_buffer_bytes = std::size_t{64} * 1024;

    // A connection beyond these is answered 503 and closed.
    std::size_t connections_max = 10'000;
    // Connections that the system accepts before us.
    int backlog = 4'096;

    // From the first byte (or the connection's beginning) to the end of the header.
    std::chrono::milliseconds header_time_max{10'000};
    std::chrono::milliseconds body_time_max{30'000};
    std::chrono::milliseconds idle_time_max{60'000};
    // For what a reply leaves over after its first send.
    std::chrono::milliseconds write_time_max{30'000};
    // What the system takes of a reply before its client does; it counts its own cost besides. It
    // would else take megabytes for each connection, which no bound of ours counts.
    int send_buffer_bytes = 128 * 1024;
    // What all replies leave over at one time: beyond it those held up longest are cut off.
    std::size_t held_bytes_max = std::size_t{256} * 1024 * 1024;
    // How long a reader of a stream may take for what was written to it last.
    std::chrono::milliseconds stream_time_max{60'000};
    // What the system holds for such a reader and has not sent, beside that.
    int stream_unsent_bytes_max = 64 * 1024;
    // How long, and how much, we read and drop of what a client still sends after a reply that
    // closes: one that is cut short reads no reply.
    std::chrono::milliseconds linger_time_max{2'000};
    std::size_t linger_bytes_max = std::size_t{16} * 1024 * 1024;
    // How often the deadlines are looked at: none fires early, none later than this.
    std::chrono::milliseconds tick{1'000};
    // How long nothing is accepted after accepting failed (too many open files, say).
    std::chrono::milliseconds accept_pause{100};

    [[nodiscard]] std::size_t body_bytes_max_of(std::string_view path) const {
        return path == long_body_path ? long_body_bytes_max : body_bytes_max;
    }
    [[nodiscard]] std::size_t received_bytes_max_of(std::string_view path) const {
        return received_per_body_max * body_bytes_max_of(path);
    }
};

}  // namespace kalends::http
