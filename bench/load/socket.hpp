#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends::bench {

// A TCP connection to 127.0.0.1, closed at its end. Every failure is a std::system_error.
class ClientSocket {
  public:
    explicit ClientSocket(std::uint16_t port);
    ~ClientSocket();
    ClientSocket(ClientSocket&& other) noexcept;
    ClientSocket& operator=(ClientSocket&&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }
    // Waits until all is taken.
    void send(std::string_view bytes);
    // Appends what has arrived, waiting for the first byte if `waits`; says how much that was.
    // Throws if the other side has closed.
    std::size_t receive(std::string& into, bool waits);

  private:
    int descriptor_;
};

}  // namespace kalends::bench
