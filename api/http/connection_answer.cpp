// The answer's half of a connection: what runs on the thread that completes an answer, and what
// the io thread does with the rest of one that did not fit.
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <tuple>
#include <utility>

#include "api/http/connection.hpp"
#include "api/http/gzip.hpp"
#include "api/http/problem.hpp"

namespace kalends::http {
namespace {

using boost::system::error_code;

// Beyond this the memory that one reply took is given back.
constexpr std::size_t kept_reply_bytes_max = 16'384;

}  // namespace

void Connection::answer(Response&& response, const Attached& attached) {
    if (state_->is_stopping) keep_alive_ = false;
    report(response, attached);
    compress(response, takes_gzip_);
    append_reply(reply_bytes_, response,
                 {.head = head_,
                  .keep_alive = keep_alive_,
                  .is_encrypted = tls_ != nullptr,
                  .http_1_0 = http_1_0_,
                  .request_id = request_id_,
                  .header_lines = attached.header_lines});
    if (carries_body(response.status) && !head_) lasting_bytes_ = response.lasting;
    switch (send_rest()) {
        case Sent::all:
            return keep_alive_ ? give_back_turn() : post(&Connection::linger);
        case Sent::part:
            return post(&Connection::write_on);
        case Sent::failed:
            return post(&Connection::close);
    }
}

// Before the bytes leave: after that the connection may be at the next request.
void Connection::report(const Response& response, const Attached& attached) const {
    if (!state_->hooks.answered) return;
    state_->hooks.answered({.endpoint = attached.endpoint,
                            .request_id = request_id_,
                            .response = response,
                            .time = std::chrono::steady_clock::now() - asked_at_});
}

void Connection::abandon(const Attached& attached) {
    state_->replies_abandoned.fetch_add(1, std::memory_order_relaxed);
    answer(problem_response({.status = Status::internal_error,
                             .code = "internal",
                             .title = "Something went wrong here",
                             .detail = "The outcome of this request is not known."},
                            request_id_),
           attached);
}

std::string_view Connection::unsent() const {
    if (sent_bytes_ < reply_bytes_.size())
        return std::string_view{reply_bytes_}.substr(sent_bytes_);
    return lasting_bytes_.substr(sent_bytes_ - reply_bytes_.size());
}

Connection::Sent Connection::send_rest() {
    for (auto rest = unsent(); !rest.empty(); rest = unsent()) {
        const auto sent = put(rest);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::part : Sent::failed;
        sent_bytes_ += static_cast<std::size_t>(sent);
    }
    return Sent::all;
}

// Nothing of the answer's half may be touched after the exchange: the client may have sent its next
// request already, and the io thread may be dispatching it.
void Connection::give_back_turn() {
    reply_bytes_.clear();
    if (reply_bytes_.capacity() > kept_reply_bytes_max) reply_bytes_.shrink_to_fit();
    lasting_bytes_ = {};
    sent_bytes_ = 0;
    if (turn_.exchange(Turn::io, std::memory_order_acq_rel) == Turn::awaited) {
        post(&Connection::resume);
    }
}

void Connection::write_on() {
    if (is_closed_) return;
    enter(Phase::writing);
    held_bytes_ = reply_bytes_.size();
    state_->held_bytes += held_bytes_;
    state_->cut_off_held_up();
    if (!is_closed_) arm_write();
}

void Connection::let_go() {
    state_->held_bytes -= std::exchange(held_bytes_, 0);
}

void Connection::arm_write() {
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](error_code failed) {
        self->on_writable(failed);
    });
}

void Connection::on_writable(error_code failed) {
    if (is_closed_ || phase_ == Phase::lingering) return;
    if (failed) return close();
    switch (send_rest()) {
        case Sent::part:
            return arm_write();
        case Sent::failed:
            return close();
        case Sent::all:
            break;
    }
    if (phase_ == Phase::streaming) return stream_drained();
    let_go();
    if (!keep_alive_) return linger();
    enter(Phase::idle);
    give_back_turn();
}

// RFC 9112 section 9.6: closing while the client still sends would reset the connection and take
// our reply away from it; so we end our side, and for a while read and drop what comes.
void Connection::linger() {
    if (is_closed_) return;
    end_sending();
    reply_bytes_ = {};
    lasting_bytes_ = {};
    pending_ = {};
    enter(Phase::lingering);
    turn_.store(Turn::io, std::memory_order_relaxed);
    arm_read();
}

void Connection::post(void (Connection::*step)()) {
    boost::asio::post(state_->io, [self = shared_from_this(), step] { (self.get()->*step)(); });
}

}  // namespace kalends::http
