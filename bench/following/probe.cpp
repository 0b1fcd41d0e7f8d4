#include "bench/following/probe.hpp"

#include <chrono>
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
    while (!is_stopping_) {
        const auto age = age_of(client.ask(newest_first_).body, "created_at");
        if (age) ages_.add(*age);
        std::this_thread::sleep_for(between_askings);
    }
}

}  // namespace kalends::bench
