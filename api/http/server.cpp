#include "api/http/server.hpp"

#include <sys/socket.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <tuple>
#include <utility>

#include "api/http/connection.hpp"
#include "api/http/problem.hpp"
#include "api/http/server_state.hpp"
#include "domain/check.hpp"

namespace kalends::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

std::string overloaded_reply() {
    std::string bytes;
    append_reply(bytes,
                 problem_response({.status = Status::unavailable,
                                   .code = "overloaded",
                                   .title = "There are too many connections",
                                   .retryable = true},
                                  "none"),
                 {.keep_alive = false, .request_id = "none"});
    return bytes;
}

}  // namespace

// The listening half: accepts, ticks, stops. Of the io thread.
class Server::Core : public std::enable_shared_from_this<Core> {
  public:
    explicit Core(std::shared_ptr<ServerState> shared)
        : state{std::move(shared)},
          acceptor_{state->io},
          accept_timer_{state->io},
          tick_timer_{state->io},
          grace_timer_{state->io} {}

    std::uint16_t listen(const std::string& address, std::uint16_t port) {
        const tcp::endpoint at{asio::ip::make_address(address), port};
        acceptor_.open(at.protocol());
        acceptor_.set_option(Acceptor::reuse_address{true});
        acceptor_.set_option(Acceptor::send_buffer_size{state->limits.send_buffer_bytes});
        acceptor_.bind(at);
        acceptor_.listen(state->limits.backlog);
        accept();
        arm_tick();
        return acceptor_.local_endpoint().port();
    }

    void stop(std::chrono::milliseconds grace, std::function<void()> stopped) {
        stop_accepting();
        state->is_stopping = true;
        stopped_ = std::move(stopped);
        if (state->open.empty()) return finish();
        state->when_empty = [this] { finish(); };
        grace_timer_.expires_after(grace);
        grace_timer_.async_wait([self = shared_from_this()](error_code failed) {
            if (!failed) self->close_all();
        });
        check_all();
    }

    void close_all() {
        state->for_each_open([](Connection& connection) { connection.close(); });
    }

    void shut_down() {
        stopped_ = {};
        stop_accepting();
        finish();
        close_all();
    }

    const std::shared_ptr<ServerState> state;

  private:
    void accept() {
        acceptor_.async_accept([self = shared_from_this()](error_code failed, Socket socket) {
            self->on_accept(failed, std::move(socket));
        });
    }

    void on_accept(error_code failed, Socket socket) {
        if (!acceptor_.is_open()) return;
        if (!failed) admit(std::move(socket));
        if (!failed || failed == asio::error::connection_aborted) return accept();
        // Out of descriptors, most likely: trying again at once would only burn the processor.
        ++state->accept_failures;
        accept_timer_.expires_after(state->limits.accept_pause);
        accept_timer_.async_wait([self = shared_from_this()](error_code cancelled) {
            if (!cancelled && self->acceptor_.is_open()) self->accept();
        });
    }

    void admit(Socket socket) {
        if (state->open.size() >= state->limits.connections_max) return turn_away(socket);
        auto connection = std::make_shared<Connection>(state, std::move(socket));
        state->enrol(connection);
        connection->start();
    }

    // As well as can be without keeping the descriptor: what the client sent is read once, since
    // closing over unread bytes would reset the connection before it reads the reply.
    void turn_away(Socket& socket) {
        ++state->connections_refused;
        // Whoever speaks TLS would not understand it.
        if (state->hooks.tls) return;
        const int descriptor = socket.native_handle();
        ::send(descriptor, overloaded_.data(), overloaded_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::shutdown(descriptor, SHUT_WR);
        auto& buffer = state->receive_buffer;
        ::recv(descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
    }

    void arm_tick() {
        tick_timer_.expires_after(state->limits.tick);
        tick_timer_.async_wait([self = shared_from_this()](error_code failed) {
            if (failed || self->is_finished_) return;
            self->check_all();
            self->arm_tick();
        });
    }

    void check_all() {
        const auto now = std::chrono::steady_clock::now();
        state->for_each_open([now](Connection& connection) { connection.check(now); });
    }

    void stop_accepting() {
        error_code ignored;
        std::ignore = acceptor_.close(ignored);
        accept_timer_.cancel();
    }

    void finish() {
        is_finished_ = true;
        state->when_empty = {};
        tick_timer_.cancel();
        grace_timer_.cancel();
        if (stopped_) asio::post(state->io, std::exchange(stopped_, {}));
    }

    Acceptor acceptor_;
    asio::steady_timer accept_timer_;
    asio::steady_timer tick_timer_;
    asio::steady_timer grace_timer_;
    const std::string overloaded_ = overloaded_reply();
    std::function<void()> stopped_;
    bool is_finished_ = false;
};

Server::Server(asio::io_context& io, const Limits& limits, Handler handler, ServerHooks hooks)
    : core_{std::make_shared<Core>(
          std::make_shared<ServerState>(io, limits, std::move(handler), std::move(hooks)))} {}

// Closing throws only where the process is broken already, and may then end.
// NOLINTNEXTLINE(bugprone-exception-escape)
Server::~Server() {
    core_->shut_down();
}

std::uint16_t Server::listen(const std::string& address, std::uint16_t port) {
    return core_->listen(address, port);
}

void Server::stop(std::chrono::milliseconds grace, std::function<void()> stopped) {
    asio::post(core_->state->io, [core = core_, grace, stopped = std::move(stopped)]() mutable {
        core->stop(grace, std::move(stopped));
    });
}

ServerFigures Server::figures() const {
    const ServerState& state = *core_->state;
    return {.connections_open = state.connections_open,
            .connections_accepted = state.connections_accepted,
            .connections_refused = state.connections_refused,
            .accept_failures = state.accept_failures,
            .requests = state.requests,
            .requests_refused = state.requests_refused,
            .replies_abandoned = state.replies_abandoned};
}

}  // namespace kalends::http
