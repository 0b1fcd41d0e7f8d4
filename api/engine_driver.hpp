#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <optional>

#include "commands/engine/committer.hpp"
#include "commands/engine/engine.hpp"

namespace kalends::api {

// Drives an engine: its deciding steps on the io_context's thread, its commits on a thread of their
// own. It only calls; everything that is decided, is decided in the engine.
class EngineDriver {
  public:
    // Both are called on the io thread.
    struct Calls {
        // A record could not be made durable, or the engine could not go on for another reason. It
        // does not return.
        std::function<void(std::exception_ptr)> failed;
        // The clock has fallen behind what stands in the log, or has caught up with it again: once
        // each. May be left out.
        std::function<void(bool is_held)> clock_held = {};
        // A record is durable. On the committing thread; may be left out.
        std::function<void(const Committed&)> committed = {};
    };

    // The engine and the io_context outlive the driver.
    EngineDriver(boost::asio::io_context& io, Engine& engine, Calls calls);
    ~EngineDriver();

    // After a command was submitted: decides it, and hands over what was decided if nothing is
    // being committed. On the io thread.
    void kick();

    // Kicks once the requests that came together with this one are read, so that one record takes
    // them all: were the first to go alone, the others would wait for two syncs. On the io thread.
    void kick_soon();

    // Stops the clockwork, decides and commits all that is queued, and closes the engine, which
    // takes no command after that. On the io thread, once.
    void stop();

  private:
    template <class Step>
    void run(Step step);
    void tick();
    void look_at_clock();

    boost::asio::io_context& io_;
    Engine& engine_;
    Calls calls_;
    bool is_clock_held_ = false;
    bool is_kicked_soon_ = false;
    boost::asio::steady_timer ticks_;
    std::optional<Committer> committer_;
};

}  // namespace kalends::api
