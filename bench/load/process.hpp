#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kalends::bench {

// A server that runs as a process of its own, and says on a line of its output where it listens:
// "… http://127.0.0.1:PORT …". Ended, unasked if need be, before this is gone.
class ServerProcess {
  public:
    // The command's first word is the program. Throws std::runtime_error if it ends, or closes its
    // output, before it listens.
    explicit ServerProcess(const std::vector<std::string>& command);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    // Of all its threads, since it started; to a hundredth of a second.
    [[nodiscard]] double cpu_seconds() const;
    // Asks it to end and waits for that. Throws std::runtime_error if it ends otherwise than well.
    void stop();

  private:
    void await_port();

    pid_t pid_ = -1;
    int output_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace kalends::bench
