#include "bench/following/probe.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

#include "bench/following/age.hpp"
#include "bench/load/http_client.hpp"

namespace kalends::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto between_askings = 20ms;

}  // namespace

Probe::Probe(std::uint16_t port, std::string newest_first)
    : port_{port}, newest_first_{std::move(newest_first)}, thread_{[this] { ask_on(); }} {}

Probe::~Probe() {
    is_stopping_ = true;
    if (thread_.joinable()) thread_.join();
}

const Histogram& Probe::stop() {
    is_stopping_ = true;
    thread_.join();
    return ages_;
}

void Probe::ask_on() {
    HttpClient client{port_};
    const auto begun = std::chrono::steady_clock::now();
    while (!is_stopping_) {
        const auto age = age_of(client.ask(newest_first_).body, "created_at");
        // What was booked before the load says nothing of it but that it has just begun.
        const std::chrono::nanoseconds lasts = std::chrono::steady_clock::now() - begun;
        if (age) ages_.add(std::min(*age, static_cast<std::uint64_t>(lasts.count())));
        std::this_thread::sleep_for(between_askings);
    }
}

}  // namespace kalends::bench
