#include "api/http/connection.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <exception>
#include <tuple>
#include <utility>

#include "api/http/problem.hpp"

namespace kalends::http {
namespace {

using boost::system::error_code;

constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

bool would_block() {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

Connection::Connection(std::shared_ptr<ServerState> state, Socket socket)
    : state_{std::move(state)},
      socket_{std::move(socket)},
      descriptor_{socket_.native_handle()},
      reader_{state_->limits} {
    error_code failed;
    std::ignore = socket_.set_option(boost::asio::ip::tcp::no_delay{true}, failed);
    const auto peer = socket_.remote_endpoint(failed);
    if (!failed) remote_address_ = peer.address().to_string();
}

void Connection::start() {
    deadline_ = std::chrono::steady_clock::now() + time_max(phase_);
    arm_read();
}

void Connection::check(TimePoint now) {
    if (phase_ == Phase::answering) {
        if (turn_.load(std::memory_order_acquire) != Turn::io) return;
        enter(Phase::idle);
    }
    if (phase_ == Phase::streaming) {
        if (state_->is_stopping) return leave_stream();
        if (is_stream_held_up_ && now >= deadline_) close();
        return;
    }
    const bool is_reading = phase_ == Phase::header || phase_ == Phase::body;
    const bool is_quiet = phase_ == Phase::idle || (is_reading && !reader_.has_begun());
    if (is_quiet && state_->is_stopping) return close();
    if (now < deadline_) return;
    if (is_quiet || !is_reading) return close();
    refuse(too_slow);
}

void Connection::close() {
    if (is_closed_) return;
    is_closed_ = true;
    error_code ignored;
    std::ignore = socket_.shutdown(Socket::shutdown_both, ignored);
    std::ignore = socket_.cancel(ignored);
    if (listener_) std::exchange(listener_, nullptr)->gone();
    state_->dismiss(*this);
}

// Waits for readiness and receives by itself: Asio's own read would first try in vain, and would
// need a buffer for as long as the connection is idle.
void Connection::arm_read() {
    if (is_read_armed_ || is_closed_) return;
    is_read_armed_ = true;
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code failed) {
        self->on_readable(failed);
    });
}

void Connection::on_readable(error_code failed) {
    is_read_armed_ = false;
    if (is_closed_) return;
    if (failed) return close();
    if (phase_ == Phase::lingering || phase_ == Phase::streaming) return drain();
    if (claim()) receive();
}

void Connection::receive() {
    auto& buffer = state_->receive_buffer;
    const auto received = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (received < 0 && would_block()) return arm_read();
    if (received <= 0) return close();
    std::string_view bytes{buffer.data(), static_cast<std::size_t>(received)};
    consume(bytes);
    pending_.assign(bytes);
    pending_begin_ = 0;
}

void Connection::drain() {
    auto& buffer = state_->receive_buffer;
    const auto received = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (received < 0 && would_block()) return arm_read();
    if (received <= 0) return close();
    drained_bytes_ += static_cast<std::size_t>(received);
    if (drained_bytes_ > state_->limits.received_bytes_max()) return close();
    arm_read();
}

// Dispatches the requests in `bytes` one after another; what it leaves over must wait until the
// answer that is being made has been sent.
void Connection::consume(std::string_view& bytes) {
    while (!bytes.empty()) {
        switch (reader_.feed(bytes)) {
            case RequestReader::Progress::more:
                await_more();
                break;
            case RequestReader::Progress::complete:
                dispatch();
                break;
            case RequestReader::Progress::refused:
                bytes = {};
                return refuse(reader_.refusal());
        }
        if (is_closed_) bytes = {};
        if (!bytes.empty() && !claim()) return;
    }
    arm_read();
}

void Connection::await_more() {
    if (!reader_.has_begun()) return;
    enter(reader_.is_in_body() ? Phase::body : Phase::header);
    const bool is_waited_for = reader_.is_in_body() && reader_.framing().expects_continue &&
                               reader_.request().body.empty();
    if (!is_waited_for || said_continue_) return;
    said_continue_ = true;
    const auto sent = ::send(descriptor_, continue_line.data(), continue_line.size(),
                             MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(continue_line.size())) close();
}

void Connection::resume() {
    if (is_closed_) return;
    auto bytes = std::string_view{pending_}.substr(pending_begin_);
    consume(bytes);
    pending_begin_ = pending_.size() - bytes.size();
    if (bytes.empty()) {
        pending_ = {};
        pending_begin_ = 0;
    }
}

// Whether it is the io thread's turn. If not, whoever sends the answer will call `resume`.
bool Connection::claim() {
    auto turn = Turn::answering;
    const bool is_awaited = turn_.compare_exchange_strong(
        turn, Turn::awaited, std::memory_order_acq_rel, std::memory_order_acquire);
    return !is_awaited && turn == Turn::io;
}

// A phase that goes on keeps its deadline.
void Connection::enter(Phase phase) {
    if (phase == phase_) return;
    phase_ = phase;
    deadline_ = std::chrono::steady_clock::now() + time_max(phase);
}

std::chrono::milliseconds Connection::time_max(Phase phase) const {
    const Limits& limits = state_->limits;
    switch (phase) {
        case Phase::idle:
            return limits.idle_time_max;
        case Phase::header:
            return limits.header_time_max;
        case Phase::body:
            return limits.body_time_max;
        case Phase::writing:
            return limits.write_time_max;
        case Phase::lingering:
            return limits.linger_time_max;
        // How long an answer may take is for the engine to bound.
        case Phase::answering:
        // What is written to a stream has a deadline of its own.
        case Phase::streaming:
            break;
    }
    return {};
}

void Connection::begin_answer(bool keep_alive) {
    const Request& request = reader_.request();
    state_->ids.choose(request.header("X-Request-Id"), request_id_);
    head_ = request.method == Method::head;
    http_1_0_ = reader_.is_http_1_0();
    keep_alive_ = keep_alive;
    said_continue_ = false;
    phase_ = Phase::answering;
    turn_.store(Turn::answering, std::memory_order_relaxed);
}

void Connection::dispatch() {
    state_->requests.fetch_add(1, std::memory_order_relaxed);
    begin_answer(reader_.framing().keep_alive);
    Request& request = reader_.request();
    request.id = request_id_;
    request.remote_address = remote_address_;
    try {
        state_->handler(std::move(request), Reply{shared_from_this()});
    } catch (const std::exception& trouble) {
        if (state_->report) state_->report(request_id_, trouble.what());
    }
    reader_.next();
}

void Connection::refuse(const Refusal& why) {
    state_->requests_refused.fetch_add(1, std::memory_order_relaxed);
    begin_answer(false);
    answer(problem_response({.status = why.status,
                             .code = why.code,
                             .title = why.title,
                             .detail = std::string{why.detail},
                             .retryable = why.status == Status::request_timeout},
                            request_id_),
           {});
}

}  // namespace kalends::http
