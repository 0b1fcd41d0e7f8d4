#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "api/http/limits.hpp"
#include "api/http/request_id.hpp"
#include "api/http/server.hpp"
#include "api/http/tls.hpp"

namespace kalends::http {

class Connection;

// What the connections of a server share. Of the io thread, but for what is atomic.
struct ServerState {
    ServerState(boost::asio::io_context& context, const Limits& bounds, Handler to_call,
                ServerHooks also)
        : io{context},
          limits{bounds},
          handler{std::move(to_call)},
          hooks{std::move(also)},
          receive_buffer(bounds.receive_buffer_bytes) {}

    void enrol(std::shared_ptr<Connection> connection);
    // May end the connection's life, if nobody else holds it.
    void dismiss(Connection& connection);
    // Calls `visit` with each open connection; it may close that one and no other.
    void for_each_open(const std::function<void(Connection&)>& visit);
    // Closes connections whose clients do not take their answers, the one held up longest first,
    // until the rest hold no more than they may.
    void cut_off_held_up();

    boost::asio::io_context& io;
    const Limits limits;
    const Handler handler;
    const ServerHooks hooks;
    RequestIds ids;
    // One for all: an idle connection holds no buffer.
    std::vector<char> receive_buffer;
    std::vector<std::shared_ptr<Connection>> open;
    // Bodies on their way that are longer than usual.
    std::size_t long_bodies = 0;
    // What answers have left over that their clients have not taken.
    std::size_t held_bytes = 0;
    // Called when the last connection has closed.
    std::function<void()> when_empty;

    std::atomic<bool> is_stopping = false;
    std::atomic<std::uint64_t> connections_open = 0;
    std::atomic<std::uint64_t> connections_accepted = 0;
    std::atomic<std::uint64_t> connections_refused = 0;
    std::atomic<std::uint64_t> accept_failures = 0;
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> requests_refused = 0;
    std::atomic<std::uint64_t> replies_abandoned = 0;
};

}  // namespace kalends::http
