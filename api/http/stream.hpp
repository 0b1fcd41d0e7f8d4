#pragma once

#include <memory>
#include <string_view>
#include <utility>

namespace kalends::http {

// Whoever writes a reply that goes on is told of it by these, on the io thread. They must not wait.
class StreamListener {
  public:
    virtual ~StreamListener() = default;

    // All that was written has left, after a `write` that said it had not.
    virtual void drained() = 0;
    // There is nobody to write to any more: the client has closed, be it only its own side, has not
    // taken what was written in the time that there is for it, or the server stops. Once; nothing
    // is told after it.
    virtual void gone() = 0;
};

// Where the bytes of a reply go that goes on: a connection of the server, or a test.
class StreamSink {
  public:
    virtual ~StreamSink() = default;

    // As of Stream.
    virtual bool write(std::string_view bytes) = 0;
    virtual void end() = 0;
};

// A reply that goes on for as long as its owner keeps it; the connection ends with it. It may be
// used on any thread, by one at a time.
class [[nodiscard]] Stream {
  public:
    explicit Stream(std::shared_ptr<StreamSink> to) : to_{std::move(to)} {}
    Stream(Stream&&) noexcept = default;
    Stream& operator=(Stream&&) = delete;
    ~Stream() {
        if (to_) to_->end();
    }

    // Puts the bytes on the socket. True if they have all left. If not, the rest is kept until it
    // has, and nothing may be written before the listener is told so: what one reader can make us
    // hold is what was written last.
    bool write(std::string_view bytes) { return to_->write(bytes); }

  private:
    std::shared_ptr<StreamSink> to_;
};

}  // namespace kalends::http
