// A reply that goes on. Its bytes are put on the socket by the thread that writes them; of what did
// not fit the io thread sends the rest, and says so. All along the io thread reads, to notice that
// the client has gone: the request that it may send behind that for a stream is kept until the
// stream is finished, and nothing more is read then.
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <utility>

#include "api/http/connection.hpp"

namespace kalends::http {

std::shared_ptr<StreamSink> Connection::begin(Response&& head, const Attached& attached,
                                              std::shared_ptr<StreamListener> listener) {
    keep_alive_ = keep_alive_ && !http_1_0_ && !state_->is_stopping;
    is_stream_finished_ = false;
    // Before the first byte: what the system took for a reader until then it would keep.
    bound_unsent(state_->limits.stream_unsent_bytes_max);
    report(head, attached);
    append_reply(reply_bytes_, head,
                 {.head = head_,
                  .keep_alive = keep_alive_,
                  .is_encrypted = tls_ != nullptr,
                  .goes_on = true,
                  .http_1_0 = http_1_0_,
                  .request_id = request_id_,
                  .header_lines = attached.header_lines});
    boost::asio::post(state_->io, [self = shared_from_this(), listener = std::move(listener)] {
        self->listen_on_stream(listener);
    });
    return shared_from_this();
}

bool Connection::write(std::string_view bytes) {
    if (http_1_0_) {
        reply_bytes_.append(bytes);
    } else if (!bytes.empty()) {
        append_chunk(reply_bytes_, bytes);
    }
    switch (send_rest()) {
        case Sent::all:
            reply_bytes_ = {};
            sent_bytes_ = 0;
            return true;
        case Sent::part:
            post(&Connection::write_stream_on);
            return false;
        case Sent::failed:
            break;
    }
    post(&Connection::close);
    return false;
}

void Connection::finish() {
    if (!http_1_0_ && !head_) reply_bytes_.append(last_chunk);
    is_stream_finished_ = true;
    switch (send_rest()) {
        case Sent::all:
            return post(&Connection::end_stream);
        case Sent::part:
            return post(&Connection::write_stream_on);
        case Sent::failed:
            return post(&Connection::close);
    }
}

void Connection::cut() {
    post(&Connection::end_stream);
}

void Connection::listen_on_stream(const std::shared_ptr<StreamListener>& listener) {
    if (is_closed_) return listener->gone();
    listener_ = listener;
    phase_ = Phase::streaming;
    stream_time_left_ = state_->limits.stream_time_max;
    if (pending_.empty()) arm_read();
    if (state_->is_stopping && !listener_->has_end()) leave_stream();
}

void Connection::write_stream_on() {
    if (is_closed_ || phase_ != Phase::streaming) return;
    is_stream_held_up_ = true;
    deadline_ = std::chrono::steady_clock::now() + stream_time_left_;
    arm_write();
}

void Connection::stream_drained() {
    is_stream_held_up_ = false;
    if (listener_->has_end()) stream_time_left_ = deadline_ - std::chrono::steady_clock::now();
    reply_bytes_ = {};
    sent_bytes_ = 0;
    is_stream_finished_ ? end_stream() : listener_->drained();
}

// Nothing more is read: the client may have gone altogether, which a write will show.
void Connection::half_close_stream() {
    if (!listener_->has_end()) return close();
    is_half_closed_ = true;
}

// 0 is the system's own bound again.
void Connection::bound_unsent(int bytes) const {
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
}

// On the io thread: the thread that writes may be about to write, so that what is its own stays as
// it is.
void Connection::leave_stream() {
    std::exchange(listener_, nullptr)->gone();
    end_sending();
    enter(Phase::lingering);
    arm_read();
}

void Connection::end_stream() {
    listener_ = nullptr;
    const bool stays = is_stream_finished_ && keep_alive_ && phase_ == Phase::streaming &&
                       !is_half_closed_ && !state_->is_stopping;
    if (!stays) return linger();
    bound_unsent(0);
    reply_bytes_ = {};
    sent_bytes_ = 0;
    enter(Phase::idle);
    turn_.store(Turn::io, std::memory_order_relaxed);
    resume();
}

}  // namespace kalends::http
