#pragma once

#include <memory>
#include <string_view>

#include "api/http/response.hpp"
#include "api/http/stream.hpp"

namespace kalends::http {

// What goes with an answer whatever it will be; all of it outlives the reply.
struct Attached {
    // As in ReplyFrame.
    std::string_view header_lines = {};
    // Who answers: "GET /v1/hosts/{id}"; empty if there is nobody for what was asked.
    std::string_view endpoint = {};
};

// Whoever waits for an answer: a connection of the server, or a test. Called once, from any thread.
class Answerable {
  public:
    virtual ~Answerable() = default;

    virtual void answer(Response&& response, const Attached& attached) = 0;
    // There will be no answer: whoever was to give one let go of it.
    virtual void abandon(const Attached& attached) = 0;
    // The answer goes on. Whoever asks only for what is answered at once need not know of it.
    [[nodiscard]] virtual std::shared_ptr<StreamSink> begin(
        Response&& head, const Attached& attached, std::shared_ptr<StreamListener> listener);
};

// The duty to answer one request. Called once, from any thread, with the response; that thread then
// puts the reply on the socket itself. One that is dropped uncalled, when an endpoint throws say,
// is answered with 500. It keeps its connection: drop it before the io_context goes.
class [[nodiscard]] Reply {
  public:
    explicit Reply(std::shared_ptr<Answerable> to) : to_{std::move(to)} {}
    Reply(Reply&&) noexcept = default;
    Reply& operator=(Reply&& other) noexcept;
    ~Reply();

    void operator()(Response&& response);

    // In place of that: answers with a head, whose body must be empty, and then with whatever is
    // written to the stream. The head leaves with what is written first. After a HEAD request it is
    // all that leaves, so finish the stream then. The server holds the listener until it has told
    // it `gone`, or the stream has ended.
    [[nodiscard]] Stream begin(Response&& head, std::shared_ptr<StreamListener> listener);

    // Header lines that go on this reply whatever it will be; they must outlive it.
    void attach(std::string_view header_lines) { attached_.header_lines = header_lines; }
    void name_endpoint(std::string_view endpoint) { attached_.endpoint = endpoint; }

  private:
    std::shared_ptr<Answerable> to_;
    Attached attached_;
};

}  // namespace kalends::http
