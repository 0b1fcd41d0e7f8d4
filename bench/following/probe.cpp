#include "bench/following/probe.hpp"

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "bench/load/http_client.hpp"
#include "domain/time.hpp"

namespace kalends::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto between_askings = 20ms;

std::optional<Instant> created_at(std::string_view list) {
    constexpr std::string_view member = R"("created_at":")";
    const auto at = list.find(member);
    if (at == std::string_view::npos) return std::nullopt;
    list.remove_prefix(at + member.size());
    return parse_instant(list.substr(0, list.find('"')));
}

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
        const auto newest = created_at(client.ask(newest_first_).body);
        if (newest) {
            const std::chrono::nanoseconds age = std::chrono::system_clock::now() - *newest;
            ages_.add(static_cast<std::uint64_t>(std::max(age, 0ns).count()));
        }
        std::this_thread::sleep_for(between_askings);
    }
}

}  // namespace kalends::bench
