#include "api/http/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <tuple>
#include <utility>

#include "api/http/gzip.hpp"
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
      tls_{state_->hooks.tls ? state_->hooks.tls->accept(descriptor_) : nullptr},
      reader_{state_->limits} {
    error_code failed;
    std::ignore = socket_.set_option(boost::asio::ip::tcp::no_delay{true}, failed);
    const auto peer = socket_.remote_endpoint(failed);
    if (!failed) {
        remote_address_ = canonical_address(peer.address().to_string()).value_or(std::string{});
    }
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
        if (state_->is_stopping && !listener_->has_end()) return leave_stream();
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
    forget_body();
    let_go();
    if (tls_) tls_->end();
    error_code ignored;
    std::ignore = socket_.shutdown(Socket::shutdown_both, ignored);
    std::ignore = socket_.cancel(ignored);
    if (listener_) std::exchange(listener_, nullptr)->gone();
    state_->dismiss(*this);
}

ssize_t Connection::take(char* to, std::size_t size) {
    return tls_ ? tls_->receive(to, size) : ::recv(descriptor_, to, size, MSG_DONTWAIT);
}

ssize_t Connection::put(std::string_view bytes) {
    if (tls_) return tls_->send(bytes.data(), bytes.size());
    return ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

void Connection::end_sending() {
    if (tls_) tls_->end();
    error_code ignored;
    std::ignore = socket_.shutdown(Socket::shutdown_send, ignored);
}

// Waits for readiness and receives by itself: Asio's own read would first try in vain, and would
// need a buffer for as long as the connection is idle.
void Connection::arm_read() {
    if (is_read_armed_ || is_closed_) return;
    is_read_armed_ = true;
    if (tls_ && tls_->holds_more()) return post(&Connection::read_held);
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code failed) {
        self->on_readable(failed);
    });
}

void Connection::read_held() {
    on_readable({});
}

void Connection::on_readable(error_code failed) {
    is_read_armed_ = false;
    if (is_closed_) return;
    if (failed) return close();
    if (phase_ == Phase::lingering || phase_ == Phase::streaming) return drain();
    if (claim()) receive();
}

void Connection::receive() {
    if (tls_ && tls_->is_asked_plainly()) {
        tls_.reset();
        return refuse(tls_required);
    }
    auto& buffer = state_->receive_buffer;
    const auto received = take(buffer.data(), buffer.size());
    if (received < 0 && would_block()) return arm_read();
    if (received <= 0) return close();
    std::string_view bytes{buffer.data(), static_cast<std::size_t>(received)};
    consume(bytes);
    pending_.assign(bytes);
    pending_begin_ = 0;
}

void Connection::drain() {
    auto& buffer = state_->receive_buffer;
    const auto received = take(buffer.data(), buffer.size());
    if (received < 0 && would_block()) return arm_read();
    if (received == 0 && phase_ == Phase::streaming) return half_close_stream();
    if (received <= 0) return close();
    if (phase_ == Phase::streaming && keep_alive_) {
        pending_.assign(buffer.data(), static_cast<std::size_t>(received));
        return;
    }
    drained_bytes_ += static_cast<std::size_t>(received);
    if (drained_bytes_ > state_->limits.linger_bytes_max) return close();
    arm_read();
}

// Dispatches the requests in `bytes` one after another; what it leaves over must wait until the
// answer that is being made has been sent.
void Connection::consume(std::string_view& bytes) {
    while (!bytes.empty()) {
        switch (reader_.feed(bytes)) {
            case RequestReader::Progress::more:
                if (const auto* refusal = refusal_of_body()) return refuse(*refusal);
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
    if (put(continue_line) != static_cast<ssize_t>(continue_line.size())) close();
}

// A long body is counted from where it is known to be longer than others may be until it is whole
// or given up. So many of them are let in that who may not send one must not take their place.
const Refusal* Connection::refusal_of_body() {
    const auto bytes =
        std::max<std::uint64_t>(reader_.framing().body_bytes, reader_.request().body.size());
    const bool is_long = reader_.is_in_body() && bytes > state_->limits.body_bytes_max;
    if (!is_long || is_body_long_) return nullptr;
    if (!may_send_long_body()) return &long_body_without_key;
    if (state_->long_bodies >= state_->limits.long_bodies_max) return &too_many_long_bodies;
    ++state_->long_bodies;
    is_body_long_ = true;
    return nullptr;
}

bool Connection::may_send_long_body() {
    const auto& hooks = state_->hooks;
    try {
        return !hooks.may_send_long_body || hooks.may_send_long_body(reader_.request());
    } catch (const std::exception& trouble) {
        if (hooks.report) hooks.report("none", trouble.what());
        return false;
    }
}

void Connection::forget_body() {
    if (std::exchange(is_body_long_, false)) --state_->long_bodies;
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
    takes_gzip_ = takes_gzip(request.headers);
    http_1_0_ = reader_.is_http_1_0();
    keep_alive_ = keep_alive;
    asked_at_ = std::chrono::steady_clock::now();
    said_continue_ = false;
    phase_ = Phase::answering;
    turn_.store(Turn::answering, std::memory_order_relaxed);
}

void Connection::dispatch() {
    state_->requests.fetch_add(1, std::memory_order_relaxed);
    begin_answer(reader_.framing().keep_alive);
    Request& request = reader_.request();
    request.id = request_id_;
    request.remote_address = state_->hooks.proxies.client_of(remote_address_, request.headers);
    try {
        state_->handler(std::move(request), Reply{shared_from_this()});
    } catch (const std::exception& trouble) {
        if (state_->hooks.report) state_->hooks.report(request_id_, trouble.what());
    }
    reader_.next();
    forget_body();
}

void Connection::refuse(const Refusal& why) {
    state_->requests_refused.fetch_add(1, std::memory_order_relaxed);
    begin_answer(false);
    Problem problem{
        .status = why.status,
        .code = why.code,
        .title = why.title,
        .detail = std::string{why.detail},
        .retryable = why.status == Status::unavailable || why.status == Status::request_timeout};
    if (!why.field.empty()) problem.errors.push_back({std::string{why.field}, problem.detail});
    answer(problem_response(problem, request_id_), {});
}

}  // namespace kalends::http
