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
    // There is nobody to write to any more: the client has closed, has not taken what was written
    // in the time that there is for it, or the server stops. Once; nothing is told after it.
    virtual void gone() = 0;
    // Whether the reply comes to its end by itself. Then a client that has closed its own side
    // alone gets all of it, and a server that stops waits for it as for any answer; else both end
    // it. A client has the time of one write for all that it did not take at once.
    [[nodiscard]] virtual bool has_end() const { return false; }
};

// Where the bytes of a reply go that goes on: a connection of the server, or a test.
class StreamSink {
  public:
    virtual ~StreamSink() = default;

    // As of Stream. One of the last two comes once, and is the last that does.
    virtual bool write(std::string_view bytes) = 0;
    virtual void finish() = 0;
    virtual void cut() = 0;
};

// A reply that goes on until its owner finishes it. One that is let go of before is cut: it ends
// with its connection, and without the end of a body by which a client knows that it has all of it
// (but in HTTP/1.0, which knows no other end). It may be used on any thread, by one at a time.
class [[nodiscard]] Stream {
  public:
    explicit Stream(std::shared_ptr<StreamSink> to) : to_{std::move(to)} {}
    Stream(Stream&&) noexcept = default;
    Stream& operator=(Stream&&) = delete;
    ~Stream() {
        if (to_) to_->cut();
    }

    // Puts the bytes on the socket. True if they have all left. If not, the rest is kept until it
    // has, and nothing may be written before the listener is told so: what one reader can make us
    // hold is what was written last.
    bool write(std::string_view bytes) { return to_->write(bytes); }

    // All has been written. Like `write`, not before what was written last has left; it is the last
    // call.
    void finish() { std::exchange(to_, nullptr)->finish(); }

  private:
    std::shared_ptr<StreamSink> to_;
};

}  // namespace kalends::http
