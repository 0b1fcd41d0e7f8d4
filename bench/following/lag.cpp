#include "bench/following/lag.hpp"

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>

#include "bench/following/probe.hpp"
#include "bench/following/subscriber.hpp"
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

template <class Follower>
void wait_for(const Follower& follower, std::size_t bookings) {
    const auto begun = Clock::now();
    while (follower.seen() < bookings) {
        ensure(Clock::now() < begun + std::chrono::minutes{1},
               "who follows comes to the end of the log");
        std::this_thread::yield();
    }
}

// Books while a list is asked for and the feed is followed; gives what that load came to.
LoadFigures show_lag_under(Server& server, const std::string& what, std::size_t bookings,
                           double rate) {
    Probe probe{server.port(), server.newest_first()};
    Subscriber subscriber{server.port(), server.feed()};
    const auto sample = server.book(bookings, rate);
    const auto end = Clock::now();
    wait_for_lists(server);
    const double listed = milliseconds_since(end);
    wait_for(subscriber, bookings);
    const double fed = milliseconds_since(end);
    std::printf(
        "%s, %.0f bookings/s: lists caught up %.0f ms after the last answer, the feed %.0f\n",
        what.c_str(), sample.load.per_second(), listed, fed);
    print_lag("  the newest booking of a list", probe.stop());
    print_lag("  an event on the feed, when it arrives", subscriber.stop());
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
