#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/forwarded.hpp"
#include "api/http/limits.hpp"
#include "api/http/reply.hpp"
#include "api/http/request.hpp"

namespace boost::asio {
class io_context;
}

namespace kalends::http {

class Tls;

// Called on the io thread for each whole request; must not wait. What it throws is reported, and
// the request answered with 500.
using Handler = std::function<void(Request&&, Reply)>;
// Told what a handler threw, on the io thread.
using TroubleReport = std::function<void(std::string_view request_id, std::string_view what)>;

// One request that has its answer, or of a stream the head of it.
struct Answered {
    std::string_view endpoint;  // as in Attached
    std::string_view request_id;
    const Response& response;
    std::chrono::nanoseconds time;  // since the request was there as a whole
};
// Told of each answer before it leaves, on the thread that gives it.
using AnswerReport = std::function<void(const Answered&)>;

// What a server may be given besides.
struct ServerHooks {
    TroubleReport report = {};
    AnswerReport answered = {};
    // Asked, on the io thread, before a request may send a body that is longer than usual; whoever
    // may not is told that it is too large. By default everybody may.
    std::function<bool(const Request&)> may_send_long_body = {};
    // If it is there, TLS is all that is spoken.
    std::shared_ptr<const Tls> tls = nullptr;
    TrustedProxies proxies = TrustedProxies{};
};

// Counts since the start but for `connections_open`.
struct ServerFigures {
    std::uint64_t connections_open = 0;
    std::uint64_t connections_accepted = 0;
    // Answered 503 because connections_max were open.
    std::uint64_t connections_refused = 0;
    // How often accepting failed, for want of descriptors say.
    std::uint64_t accept_failures = 0;
    std::uint64_t requests = 0;
    // Requests that the server refused before any handler saw them: framing, limits, deadlines.
    std::uint64_t requests_refused = 0;
    std::uint64_t replies_abandoned = 0;
};

// HTTP/1.1 on one io_context that one thread runs, the caller's. Requests of one connection are
// handled one after another: the next is not read before the reply to the last has been sent. But
// for `stop` and `figures`, which any thread may call, everything happens on that thread or before
// it runs. The io_context must outlive server and replies.
class Server {
  public:
    Server(boost::asio::io_context& io, const Limits& limits, Handler handler,
           ServerHooks hooks = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Listens at a numeric address; port 0 takes a free one. Returns the port. Called once. Throws
    // boost::system::system_error if the address cannot be had.
    std::uint16_t listen(const std::string& address = "127.0.0.1", std::uint16_t port = 0);

    // Accepts no more, closes idle connections, ends replies that go on, lets requests in progress
    // be answered, closes what is left after `grace`, and then calls `stopped` on the io thread.
    // Nothing of the server keeps the io_context running after that.
    void stop(std::chrono::milliseconds grace, std::function<void()> stopped = {});

    [[nodiscard]] ServerFigures figures() const;

  private:
    class Core;
    std::shared_ptr<Core> core_;
};

}  // namespace kalends::http
