#include "api/http/server_state.hpp"

#include <utility>

#include "api/http/connection.hpp"
#include "domain/check.hpp"

namespace kalends::http {

void ServerState::enrol(std::shared_ptr<Connection> connection) {
    connection->place = open.size();
    open.push_back(std::move(connection));
    connections_open = open.size();
    ++connections_accepted;
}

void ServerState::dismiss(Connection& connection) {
    const std::size_t place = connection.place;
    std::swap(open[place], open.back());
    open[place]->place = place;
    const auto dismissed = std::move(open.back());
    open.pop_back();
    connections_open = open.size();
    if (open.empty() && when_empty) std::exchange(when_empty, {})();
}

void ServerState::for_each_open(const std::function<void(Connection&)>& visit) {
    // From the back: what closes leaves its place to one that was visited already.
    for (std::size_t i = open.size(); i-- > 0;) {
        const auto held = open[i];
        visit(*held);
    }
}

void ServerState::cut_off_held_up() {
    while (held_bytes > limits.held_bytes_max) {
        std::shared_ptr<Connection> longest;
        for (const auto& one : open) {
            if (one->is_held_up() && (!longest || one->deadline() < longest->deadline())) {
                longest = one;
            }
        }
        ensure(longest != nullptr, "what is held is held for a connection that is open");
        longest->close();
    }
}

}  // namespace kalends::http
