#include "tests/api/http/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <limits>
#include <stdexcept>
#include <utility>

#include "domain/check.hpp"

namespace kalends::http::testing {
namespace {

constexpr auto bytes_max = std::numeric_limits<std::size_t>::max();

template <class Value>
void set_option(int descriptor, int level, int name, const Value& value) {
    ensure(::setsockopt(descriptor, level, name, &value, sizeof value) == 0,
           "a test can set socket options");
}

}  // namespace

std::string ReceivedReply::header(std::string_view name) const {
    const auto begin = head.find("\r\n" + std::string{name} + ": ");
    if (begin == std::string::npos) return {};
    const auto value = begin + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
}

RawClient::RawClient() : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    ensure(descriptor_ >= 0, "a test can open sockets");
    set_option(descriptor_, SOL_SOCKET, SO_RCVTIMEO, timeval{10, 0});
    set_option(descriptor_, SOL_SOCKET, SO_SNDTIMEO, timeval{10, 0});
    set_option(descriptor_, IPPROTO_TCP, TCP_NODELAY, 1);
}

RawClient::RawClient(std::uint16_t port, int receive_buffer_bytes) : RawClient{} {
    if (receive_buffer_bytes != 0) {
        set_option(descriptor_, SOL_SOCKET, SO_RCVBUF, receive_buffer_bytes);
    }
    connect(port);
}

void RawClient::connect(std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int failed = ::connect(descriptor_, std::bit_cast<sockaddr*>(&to), sizeof to);
    ensure(failed == 0, "a test can reach the server it started");
}

RawClient::~RawClient() {
    ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::send_byte_by_byte(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) send(bytes.substr(i, 1));
}

void RawClient::end_sending() {
    ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::reset() {
    set_option(descriptor_, SOL_SOCKET, SO_LINGER, linger{1, 0});
    ::close(descriptor_);
    descriptor_ = -1;
}

ReceivedReply RawClient::receive(bool to_head) {
    std::size_t end;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!receive_more()) throw std::runtime_error{"there is no whole reply"};
    }
    ReceivedReply reply;
    reply.head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    reply.status = std::stoi(reply.head.substr(reply.head.find(' ') + 1));
    if (reply.header("Transfer-Encoding") == "chunked" && !to_head) {
        chunks_.emplace(bytes_max, bytes_max);
        undecoded_ = std::exchange(received_, {});
        take_chunks();
    }
    if (const auto length = reply.header("Content-Length"); !length.empty() && !to_head) {
        const auto bytes = static_cast<std::size_t>(std::stoul(length));
        reply.body = receive_bytes(bytes);
        if (reply.body.size() < bytes) throw std::runtime_error{"the body of a reply is cut"};
    }
    return reply;
}

std::string RawClient::receive_until(std::string_view end) {
    std::size_t found;
    while ((found = received_.find(end)) == std::string::npos) {
        if (!receive_more()) throw std::runtime_error{"the connection has ended"};
    }
    auto bytes = received_.substr(0, found + end.size());
    received_.erase(0, bytes.size());
    return bytes;
}

std::string RawClient::receive_bytes(std::size_t count) {
    while (received_.size() < count && receive_more()) {
    }
    std::string bytes = received_.substr(0, count);
    received_.erase(0, bytes.size());
    return bytes;
}

bool RawClient::is_closed() {
    return received_.empty() && !receive_more() && has_ended_;
}

bool RawClient::receive_more() {
    std::array<char, 16 * 1024> buffer;
    const auto received = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    has_ended_ = received == 0;
    if (received <= 0) return false;
    (chunks_ ? undecoded_ : received_).append(buffer.data(), static_cast<std::size_t>(received));
    if (chunks_) take_chunks();
    return true;
}

bool RawClient::has_whole_body() {
    while (chunks_ && receive_more()) continue;
    return !chunks_ && received_.empty();
}

// What follows the last chunk is the next reply.
void RawClient::take_chunks() {
    std::string_view bytes{undecoded_};
    const auto progress = chunks_->feed(bytes, received_);
    if (progress == ChunkedBody::Progress::malformed) throw std::runtime_error{"bad chunks"};
    undecoded_.erase(0, undecoded_.size() - bytes.size());
    if (progress != ChunkedBody::Progress::done) return;
    chunks_.reset();
    received_ += std::exchange(undecoded_, {});
}

}  // namespace kalends::http::testing
