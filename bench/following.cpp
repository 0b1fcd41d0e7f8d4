// What it costs that views follow the log, and how closely they do: bookings a second with views
// and without, in alternated rounds; how old the newest booking of a list is meanwhile; how soon
// after the end the list has them all; and what lists cost of a store that is full.
//
//   following_bench [--small] [--kalends PROGRAM] [--rounds N] [--bookings N]
//   following_bench serve OPTION...   (used by the first: the same server, without views)

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "bench/bookings/office.hpp"
#include "bench/bookings/product.hpp"
#include "bench/bookings/sample.hpp"
#include "bench/following/probe.hpp"
#include "bench/following/subscriber.hpp"
#include "bench/load/http_client.hpp"
#include "bench/load/http_load.hpp"
#include "domain/check.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace kalends::bench {
namespace {

constexpr int created = 201;
constexpr int ok = 200;
constexpr std::size_t clients = 64;

struct Options {
    std::size_t rounds = 5;
    std::size_t bookings = 100'000;  // in the store that is listed
    std::size_t per_round = 20'000;
    std::size_t lists = 1'000;
    std::filesystem::path self;
    std::filesystem::path program;
};

double milliseconds(std::uint64_t nanoseconds) {
    return static_cast<double>(nanoseconds) / 1e6;
}

// A server, and the office that it was filled with.
class Server {
  public:
    Server(std::string name, const std::filesystem::path& program, std::filesystem::path folder)
        : name_{std::move(name)}, product_{program, std::move(folder)} {
        product_.start();
        office_.emplace(product_.process().port(), product_.operator_key());
    }

    Sample book(std::size_t count, double rate = 0) {
        const auto requests = office_->bookings(count);
        booked_ += count;
        return measure({.connections = clients, .rate = rate, .requests = requests}, created);
    }

    Sample list(const std::string& target, std::size_t count) {
        const std::vector<std::string> requests(count, office_->get(target));
        return measure({.connections = 8, .requests = requests}, ok);
    }

    [[nodiscard]] std::string newest_first() const {
        return office_->get("/v1/bookings?limit=1&sort=-created_at");
    }
    [[nodiscard]] std::string a_host() const {
        const auto hosts = HttpClient{port()}.ask(office_->get("/v1/hosts?limit=1")).body;
        const auto begin = hosts.find("hst_");
        return hosts.substr(begin, hosts.find('"', begin) - begin);
    }
    // From now on.
    [[nodiscard]] std::string feed() const {
        return request_text("GET", "/v1/events?types=booking.confirmed.v1",
                            office_->headers() + "Accept: text/event-stream\r\n");
    }
    [[nodiscard]] std::uint16_t port() const { return product_.process().port(); }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::size_t booked() const { return booked_; }

    [[nodiscard]] bool is_as_it_should_be() {
        product_.stop();
        return product_.verified_bookings() == booked_;
    }

  private:
    Sample measure(LoadPlan plan, int status) {
        const auto& server = product_.process();
        plan.port = server.port();
        Sample sample;
        const double before = server.cpu_seconds();
        sample.load = run_load(plan);
        sample.cpu_seconds = server.cpu_seconds() - before;
        ensure(sample.load.with_status(status) == plan.requests.size(), "all is answered well");
        return sample;
    }

    std::string name_;
    Product product_;
    std::optional<Office> office_;
    std::size_t booked_ = 0;
};

// The same load on both, in turn.
void compare(Server& with, Server& without, const Options& options) {
    std::vector<Sample> samples[2];
    for (std::size_t round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < 2; ++i) {
            const auto which = (i + round) % 2;
            samples[which].push_back((which == 0 ? with : without).book(options.per_round));
        }
    }
    print_heading("bookings");
    for (std::size_t i = 0; i < 2; ++i) {
        print_summary(clients, (i == 0 ? with : without).name(), summary_of(samples[i]));
    }
    const auto share = summary_of(samples[0]).per_second / summary_of(samples[1]).per_second;
    std::printf("views cost %.1f %% of the bookings a second (aim: under 15 %%)\n",
                100 * (1 - share));
}

void print_lag(std::string_view what, const Histogram& lag) {
    std::printf("%-44.*s %9.1f %9.1f %9.1f\n", static_cast<int>(what.size()), what.data(),
                milliseconds(lag.quantile(0.5)), milliseconds(lag.quantile(0.99)),
                milliseconds(lag.max()));
}

// From the last answer to the first list that was not late.
double catch_up_milliseconds(const Server& server) {
    HttpClient client{server.port()};
    const auto begun = std::chrono::steady_clock::now();
    std::string head;
    do {
        head = client.ask(server.newest_first()).head;
    } while (head.find("Kalends-Late") != std::string::npos);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
        .count();
}

// Books while a list is asked for and the feed is followed; gives what that load came to.
LoadFigures show_lag_under(Server& server, const std::string& what, std::size_t bookings,
                           double rate) {
    Probe probe{server.port(), server.newest_first()};
    Subscriber subscriber{server.port(), server.feed()};
    const auto sample = server.book(bookings, rate);
    const double caught_up = catch_up_milliseconds(server);
    const auto begun = std::chrono::steady_clock::now();
    while (subscriber.seen() < bookings) {
        ensure(std::chrono::steady_clock::now() < begun + std::chrono::minutes{1},
               "a feed comes to the end of the log");
        std::this_thread::yield();
    }
    const std::chrono::duration<double, std::milli> fed = std::chrono::steady_clock::now() - begun;
    std::printf(
        "%s, %.0f bookings/s: lists caught up %.0f ms after the last answer, the feed %.0f\n",
        what.c_str(), sample.load.per_second(), caught_up, caught_up + fed.count());
    print_lag("  the newest booking of a list", probe.stop());
    print_lag("  an event on the feed, when it arrives", subscriber.stop());
    return sample.load;
}

void show_lag(Server& server, const Options& options) {
    std::printf("\n%-44s %9s %9s %9s\n", "age (aim: p99 under 250 ms)", "p50 ms", "p99 ms",
                "max ms");
    const auto peak = show_lag_under(server, "64 clients", 2 * options.per_round, 0);
    const double rate = peak.per_second() / 2;
    static_cast<void>(
        show_lag_under(server, "half as many", static_cast<std::size_t>(2 * rate), rate));
}

void show_lists(Server& server, const Options& options) {
    if (server.booked() < options.bookings) {
        static_cast<void>(server.book(options.bookings - server.booked()));
    }
    const auto in_year = "?from=2026-11-01&to=2027-01-31";
    print_heading("of " + std::to_string(server.booked()) + " bookings");
    for (const auto& [name, target] : std::initializer_list<std::pair<const char*, std::string>>{
             {"50, newest first", "/v1/bookings?limit=50&sort=-created_at"},
             {"50, by start", "/v1/bookings?limit=50&from=2026-01-01T00:00:00Z"},
             {"10 of an address", "/v1/bookings?limit=10&guest_email=guest.77@example.org"},
             {"10 with two words", "/v1/bookings?limit=10&text=number%2077"},
             {"a host's dashboard", "/v1/hosts/" + server.a_host() + "/dashboard"},
             {"bookings by day", std::string{"/v1/analytics/bookings"} + in_year},
         }) {
        print_summary(8, name, summary_of({server.list(target, options.lists)}));
    }
}

bool run(const Options& options) {
    const fakes::TemporaryFolder folder;
    Server with{"with views", options.program, folder.path() / "with"};
    Server without{"without views", options.self, folder.path() / "without"};
    compare(with, without, options);
    show_lag(with, options);
    show_lists(with, options);
    const bool is_well = with.is_as_it_should_be() && without.is_as_it_should_be();
    std::printf("result: %zu and %zu bookings answered with 201, the logs %s\n", with.booked(),
                without.booked(),
                is_well ? "hold as many and are verified" : "ARE NOT AS THEY SHOULD BE");
    return is_well;
}

Options options_of(std::span<char*> words) {
    Options options;
    options.self = std::filesystem::canonical("/proc/self/exe");
    options.program = options.self.parent_path().parent_path() / "kalends";
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word{words[i]};
        if (word == "--kalends") options.program = words[i + 1];
        if (word == "--rounds") options.rounds = std::stoul(words[i + 1]);
        if (word == "--bookings") options.bookings = std::stoul(words[i + 1]);
        if (word == "--small") {
            options.rounds = 1;
            options.bookings = options.per_round = 200;
            options.lists = 20;
        }
    }
    return options;
}

int serve_without_views(int count, char** words) {
    auto asked = read_command_line(count, words, environment_of(environ));
    auto& settings = std::get<Invocation>(asked).settings;
    settings.has_views = false;
    return serve(settings);
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
    using namespace kalends::bench;
    try {
        if (argc > 1 && std::string_view{argv[1]} == "serve")
            return serve_without_views(argc, argv);
        return run(options_of({argv, static_cast<std::size_t>(argc)})) ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "following_bench: %s\n", trouble.what());
        return 2;
    }
}
