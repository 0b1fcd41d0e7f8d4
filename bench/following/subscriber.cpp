#include "bench/following/subscriber.hpp"

#include <chrono>
#include <utility>

#include "bench/following/age.hpp"
#include "bench/load/socket.hpp"

namespace kalends::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto between_looks = 1ms;

}  // namespace

Subscriber::Subscriber(std::uint16_t port, std::string request)
    : port_{port}, request_{std::move(request)}, thread_{[this] { follow(); }} {
    has_begun_.wait(false);
}

Subscriber::~Subscriber() {
    is_stopping_ = true;
    if (thread_.joinable()) thread_.join();
}

const Histogram& Subscriber::stop() {
    is_stopping_ = true;
    thread_.join();
    return ages_;
}

void Subscriber::follow() {
    ClientSocket socket{port_};
    socket.send(request_);
    std::string received;
    while (!is_stopping_) {
        if (socket.receive(received, false) == 0) {
            std::this_thread::sleep_for(between_looks);
        } else if (!has_begun_.exchange(true)) {
            has_begun_.notify_all();
        }
        received.erase(0, take(received));
    }
}

std::size_t Subscriber::take(std::string_view bytes) {
    constexpr std::string_view line = "\ndata: ";
    std::size_t taken = 0;
    while (true) {
        const auto begin = bytes.find(line, taken);
        const auto end = begin == std::string_view::npos ? begin : bytes.find('\n', begin + 1);
        if (end == std::string_view::npos) return taken;
        const auto age = age_of(bytes.substr(begin, end - begin), "time");
        if (age) ages_.add(*age);
        ++seen_;
        taken = end;
    }
}

}  // namespace kalends::bench
