#pragma once

#include <memory>
#include <string_view>

#include "api/http/response.hpp"

namespace kalends::http {

// Whoever waits for an answer: a connection of the server, or a test. Called once, from any thread.
class Answerable {
  public:
    virtual ~Answerable() = default;

    // `header_lines` as in ReplyFrame.
    virtual void answer(Response&& response, std::string_view header_lines) = 0;
    // There will be no answer: whoever was to give one let go of it.
    virtual void abandon(std::string_view header_lines) = 0;
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

    // Header lines that go on this reply whatever it will be; they must outlive it.
    void attach(std::string_view header_lines) { header_lines_ = header_lines; }

  private:
    std::shared_ptr<Answerable> to_;
    std::string_view header_lines_;
};

}  // namespace kalends::http
