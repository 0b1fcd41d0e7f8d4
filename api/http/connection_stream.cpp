// A reply that goes on. Its bytes are put on the socket by the thread that writes them; of what did
// not fit the io thread sends the rest, and says so. All along the io thread reads, only to notice
// that the client has gone: what it sends behind a request for a stream is dropped, since the
// connection ends with the stream.
#include <sys/socket.h>

#include <boost/asio/post.hpp>
#include <tuple>
#include <utility>

#include "api/http/connection.hpp"

namespace kalends::http {

using boost::system::error_code;

std::shared_ptr<StreamSink> Connection::begin(Response&& head, std::string_view header_lines,
                                              std::shared_ptr<StreamListener> listener) {
    keep_alive_ = false;
    append_reply(reply_bytes_, head,
                 {.head = head_,
                  .keep_alive = false,
                  .goes_on = true,
                  .request_id = request_id_,
                  .header_lines = header_lines});
    boost::asio::post(state_->io, [self = shared_from_this(), listener = std::move(listener)] {
        self->listen_on_stream(listener);
    });
    return shared_from_this();
}

bool Connection::write(std::string_view bytes) {
    reply_bytes_.append(bytes);
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

void Connection::end() {
    post(&Connection::end_stream);
}

void Connection::listen_on_stream(const std::shared_ptr<StreamListener>& listener) {
    if (is_closed_) return listener->gone();
    listener_ = listener;
    pending_ = {};
    phase_ = Phase::streaming;
    error_code ignored;
    std::ignore = socket_.set_option(
        boost::asio::socket_base::send_buffer_size{state_->limits.stream_send_buffer_bytes},
        ignored);
    arm_read();
    if (state_->is_stopping) leave_stream();
}

void Connection::write_stream_on() {
    if (is_closed_ || phase_ != Phase::streaming) return;
    is_stream_held_up_ = true;
    deadline_ = std::chrono::steady_clock::now() + state_->limits.stream_time_max;
    arm_write();
}

void Connection::stream_drained() {
    is_stream_held_up_ = false;
    reply_bytes_ = {};
    sent_bytes_ = 0;
    listener_->drained();
}

// On the io thread: the thread that writes may be about to write, so that what is its own stays as
// it is.
void Connection::leave_stream() {
    std::exchange(listener_, nullptr)->gone();
    error_code ignored;
    std::ignore = socket_.shutdown(Socket::shutdown_send, ignored);
    enter(Phase::lingering);
    arm_read();
}

void Connection::end_stream() {
    listener_ = nullptr;
    linger();
}

}  // namespace kalends::http
