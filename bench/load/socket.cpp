#include "bench/load/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace kalends::bench {
namespace {

[[noreturn]] void fail(const char* doing) {
    throw std::system_error{errno, std::generic_category(), doing};
}

}  // namespace

ClientSocket::ClientSocket(std::uint16_t port)
    : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    if (descriptor_ < 0) fail("no socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The sockets interface takes every kind of address through this one.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const auto* to = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(descriptor_, to, sizeof address) != 0) fail("cannot connect");
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

ClientSocket::ClientSocket(ClientSocket&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

ClientSocket::~ClientSocket() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void ClientSocket::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) fail("cannot send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::size_t ClientSocket::receive(std::string& into, bool waits) {
    std::array<char, 16'384> buffer;
    for (;;) {
        const auto got =
            ::recv(descriptor_, buffer.data(), buffer.size(), waits ? 0 : MSG_DONTWAIT);
        if (got > 0) {
            into.append(buffer.data(), static_cast<std::size_t>(got));
            return static_cast<std::size_t>(got);
        }
        if (got == 0) {
            errno = ECONNRESET;
            fail("the server closed a connection");
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
        if (errno != EINTR) fail("cannot receive");
    }
}

}  // namespace kalends::bench
