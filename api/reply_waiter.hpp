#pragma once

#include <functional>
#include <string>

#include "api/http/reply.hpp"
#include "api/http/response.hpp"
#include "commands/engine/outcome.hpp"

namespace kalends::api {

// Answers a request once the outcome of its command is durable. The response is rendered where the
// outcome is decided, and sent by whoever makes it durable.
class ReplyWaiter final : public Waiter {
  public:
    using Render = std::function<http::Response(const Outcome&)>;

    ReplyWaiter(http::Reply reply, std::string request_id, Render render)
        : reply_{std::move(reply)},
          request_id_{std::move(request_id)},
          render_{std::move(render)} {}

    // An engine that fails half-way lets go of whoever waits: what becomes of the command, only the
    // next start can tell.
    ~ReplyWaiter() override {
        if (!is_answered_) unknown();
    }
    ReplyWaiter(const ReplyWaiter&) = delete;
    ReplyWaiter& operator=(const ReplyWaiter&) = delete;

    // What cannot be shown took place all the same, and is nobody else's trouble.
    void decided(const Outcome& outcome) override;
    void settled() override { answer(std::move(response_)); }
    void unknown() override;

  private:
    void answer(http::Response&& response) {
        is_answered_ = true;
        reply_(std::move(response));
    }

    http::Reply reply_;
    bool is_answered_ = false;
    std::string request_id_;
    Render render_;
    http::Response response_;
};

}  // namespace kalends::api
