#include "bench/following/lag.hpp"

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "bench/following/probe.hpp"
#include "bench/following/subscriber.hpp"
#include "bench/following/topic_reader.hpp"
#include "bench/load/http_client.hpp"
#include "domain/check.hpp"

namespace kalends::bench {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(std::uint64_t nanoseconds) {
    return static_cast<double>(nanoseconds) / 1e6;
}

double milliseconds_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

void print_lag(std::string_view what, const Histogram& lag) {
    std::printf("%-44.*s %9.1f %9.1f %9.1f\n", static_cast<int>(what.size()), what.data(),
                milliseconds(lag.quantile(0.5)), milliseconds(lag.quantile(0.99)),
                milliseconds(lag.max()));
}

// Returns with the first list that is not late.
void wait_for_lists(const Server& server) {
    HttpClient client{server.port()};
    std::string head;
    do {
        head = client.ask(server.newest_first()).head;
    } while (head.find("Kalends-Late") != std::string::npos);
}

template <class Condition>
void wait_until(Condition condition) {
    const auto begun = Clock::now();
    while (!condition()) {
        ensure(Clock::now() < begun + std::chrono::minutes{1},
               "who follows comes to the end of the log");
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
}

std::optional<TopicReader> reader_of(const Server& server) {
    if (server.brokers().empty()) return std::nullopt;
    wait_until([&] { return server.is_published(); });
    return std::optional<TopicReader>{std::in_place, server.brokers()};
}

// Books while a list is asked for, and feed and topic are followed; gives what that load came to.
LoadFigures show_lag_under(Server& server, const std::string& what, std::size_t bookings,
                           double rate) {
    Probe probe{server.port(), server.newest_first()};
    Subscriber subscriber{server.port(), server.feed()};
    auto reader = reader_of(server);
    const auto sample = server.book(bookings, rate);
    const auto end = Clock::now();
    wait_for_lists(server);
    const double listed = milliseconds_since(end);
    wait_until([&] { return subscriber.seen() >= bookings; });
    const double fed = milliseconds_since(end);
    if (reader) wait_until([&] { return reader->seen() >= bookings; });
    const double published = milliseconds_since(end);
    std::printf("%s, %.0f bookings/s: lists caught up %.0f ms after the last answer, the feed %.0f",
                what.c_str(), sample.load.per_second(), listed, fed);
    if (reader) std::printf(", the topic %.0f", published);
    std::printf("\n");
    print_lag("  the newest booking of a list", probe.stop());
    print_lag("  an event on the feed, when it arrives", subscriber.stop());
    if (reader) print_lag("  an event on the topic, when it is read", reader->stop());
    return sample.load;
}

}  // namespace

void show_lag(Server& server, std::size_t bookings) {
    std::printf("\n%-44s %9s %9s %9s\n", "age (aim: p99 under 250 ms)", "p50 ms", "p99 ms",
                "max ms");
    const auto peak = show_lag_under(server, "64 clients", bookings, 0);
    const double rate = peak.per_second() / 2;
    static_cast<void>(
        show_lag_under(server, "half as many", static_cast<std::size_t>(2 * rate), rate));
}

}  // namespace kalends::bench
