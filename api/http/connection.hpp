#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/reply.hpp"
#include "api/http/request_reader.hpp"
#include "api/http/server_state.hpp"
#include "api/http/tls.hpp"

namespace kalends::http {

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

// One client. It has two halves: reading belongs to the io thread; the answer to the request that
// was dispatched belongs to whoever holds its Reply, on any thread, until that gives the turn back.
// The descriptor is closed when nobody holds the connection any more, so that an answer that comes
// late is never sent to another client whose connection was given the same number.
class Connection final : public Answerable,
                         public StreamSink,
                         public std::enable_shared_from_this<Connection> {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Connection(std::shared_ptr<ServerState> state, Socket socket);

    // These on the io thread; `check` obeys the deadlines and the wish to stop.
    void start();
    void check(TimePoint now);
    void close();
    // Whether its client has not taken all of an answer; it is closed at the deadline.
    [[nodiscard]] bool is_held_up() const { return held_bytes_ > 0; }
    [[nodiscard]] TimePoint deadline() const { return deadline_; }

    // On any thread, once for each request dispatched.
    void answer(Response&& response, const Attached& attached) override;
    void abandon(const Attached& attached) override;
    [[nodiscard]] std::shared_ptr<StreamSink> begin(
        Response&& head, const Attached& attached,
        std::shared_ptr<StreamListener> listener) override;
    // The same for a reply that goes on: by one thread at a time, and by none while `write` has the
    // io thread send the rest.
    bool write(std::string_view bytes) override;
    void finish() override;
    void cut() override;

    // Where it stands in ServerState::open.
    std::size_t place = 0;

  private:
    // Whose move it is. `awaited`: an answer is being made, and the io thread has more to do once
    // it is sent, so that whoever sends it must call it.
    enum class Turn : std::uint8_t { io, answering, awaited };
    enum class Phase : std::uint8_t {
        idle,
        header,
        body,
        answering,
        writing,
        streaming,
        lingering
    };
    enum class Sent : std::uint8_t { all, part, failed };

    // As the calls of the system, but never blocking, and by TLS where that is spoken.
    [[nodiscard]] ssize_t take(char* to, std::size_t size);
    [[nodiscard]] ssize_t put(std::string_view bytes);
    void end_sending();

    void arm_read();
    void read_held();
    void on_readable(boost::system::error_code failed);
    void receive();
    void drain();
    void consume(std::string_view& bytes);
    void await_more();
    // Null if it may go on.
    [[nodiscard]] const Refusal* refusal_of_body();
    [[nodiscard]] bool may_send_long_body();
    void forget_body();
    void resume();
    [[nodiscard]] bool claim();
    void enter(Phase phase);
    [[nodiscard]] std::chrono::milliseconds time_max(Phase phase) const;

    void begin_answer(bool keep_alive);
    void dispatch();
    void refuse(const Refusal& why);
    void report(const Response& response, const Attached& attached) const;

    [[nodiscard]] std::string_view unsent() const;
    [[nodiscard]] Sent send_rest();
    void give_back_turn();
    void write_on();
    void let_go();
    void arm_write();
    void on_writable(boost::system::error_code failed);
    void linger();

    void listen_on_stream(const std::shared_ptr<StreamListener>& listener);
    void write_stream_on();
    void stream_drained();
    void half_close_stream();
    void bound_unsent(int bytes) const;
    void leave_stream();
    void end_stream();

    void post(void (Connection::*step)());

    const std::shared_ptr<ServerState> state_;
    Socket socket_;
    const int descriptor_;
    // Null where plain HTTP is spoken, be it by a client who was to speak TLS and is told so.
    std::unique_ptr<TlsStream> tls_;
    std::string remote_address_;

    RequestReader reader_;
    // Bytes of requests that came before the answer to the one ahead of them was sent.
    std::string pending_;
    std::size_t pending_begin_ = 0;
    Phase phase_ = Phase::header;
    TimePoint deadline_;
    bool is_read_armed_ = false;
    bool is_closed_ = false;
    bool said_continue_ = false;
    bool is_body_long_ = false;
    std::size_t drained_bytes_ = 0;
    std::size_t held_bytes_ = 0;  // as the server's state counts them
    // Of a reply that goes on.
    std::shared_ptr<StreamListener> listener_;
    bool is_stream_held_up_ = false;
    bool is_half_closed_ = false;
    std::chrono::steady_clock::duration stream_time_left_{};

    std::atomic<Turn> turn_ = Turn::io;

    // The answer's half.
    std::string request_id_;
    TimePoint asked_at_;
    bool head_ = false;
    bool takes_gzip_ = false;
    bool http_1_0_ = false;
    bool keep_alive_ = true;
    bool is_stream_finished_ = false;
    std::string reply_bytes_;
    // Follows them, and is not ours.
    std::string_view lasting_bytes_;
    std::size_t sent_bytes_ = 0;
};

}  // namespace kalends::http
