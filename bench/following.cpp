// What it costs that views follow the log, and how closely they do: bookings a second with views
// and without, in alternated rounds; how old the newest booking of a list is meanwhile; how soon
// after the end the list has them all; and what lists cost of a store that is full. With a broker,
// what the topic costs instead, and how closely it follows; topic_lag.py starts one.
//
//   following_bench [--small] [--kalends PROGRAM] [--rounds N] [--bookings N]
//   following_bench --brokers HOST:PORT [--small] [--kalends PROGRAM] [--rounds N]
//   following_bench serve OPTION...   (used by the first: the same server, without views)

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "bench/bookings/sample.hpp"
#include "bench/following/lag.hpp"
#include "bench/following/server.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace kalends::bench {
namespace {

struct Options {
    std::size_t rounds = 5;
    std::size_t bookings = 100'000;  // in the store that is listed
    std::size_t per_round = 20'000;
    std::size_t lists = 1'000;
    std::filesystem::path self;
    std::filesystem::path program;
    std::string brokers;
};

// The same load on both, in turn; gives the share of bookings a second that the first one lacks.
double compare(Server& with, Server& without, const Options& options) {
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
    return 1 - summary_of(samples[0]).per_second / summary_of(samples[1]).per_second;
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

bool show_result(Server& with, Server& without) {
    const bool is_well = with.is_as_it_should_be() && without.is_as_it_should_be();
    std::printf("result: %zu and %zu bookings answered with 201, the logs %s\n", with.booked(),
                without.booked(),
                is_well ? "hold as many and are verified" : "ARE NOT AS THEY SHOULD BE");
    return is_well;
}

bool run_views(const Options& options) {
    const fakes::TemporaryFolder folder;
    Server with{"with views", options.program, folder.path() / "with"};
    Server without{"without views", options.self, folder.path() / "without"};
    std::printf("views cost %.1f %% of the bookings a second (aim: under 15 %%)\n",
                100 * compare(with, without, options));
    show_lag(with, 2 * options.per_round);
    show_lists(with, options);
    return show_result(with, without);
}

// Both have views. The broker takes of the same cores.
bool run_topic(const Options& options) {
    const fakes::TemporaryFolder folder;
    Server with{"with a topic", options.program, folder.path() / "with", options.brokers};
    Server without{"without a topic", options.program, folder.path() / "without"};
    std::printf("the topic, with its broker, costs %.1f %% of the bookings a second\n",
                100 * compare(with, without, options));
    show_lag(with, 2 * options.per_round);
    return show_result(with, without);
}

Options options_of(std::span<char*> words) {
    Options options;
    options.self = std::filesystem::canonical("/proc/self/exe");
    options.program = options.self.parent_path().parent_path() / "kalends";
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word{words[i]};
        if (word == "--kalends") options.program = words[i + 1];
        if (word == "--brokers") options.brokers = words[i + 1];
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

std::vector<ViewKind> no_views(const OpenSealed&) {
    return {};
}

int serve_without_views(int count, char** words) {
    const auto asked = read_command_line(count, words, environment_of(environ));
    return serve(std::get<Invocation>(asked).settings, no_views);
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
    using namespace kalends::bench;
    try {
        if (argc > 1 && std::string_view{argv[1]} == "serve")
            return serve_without_views(argc, argv);
        const auto options = options_of({argv, static_cast<std::size_t>(argc)});
        return (options.brokers.empty() ? run_views(options) : run_topic(options)) ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "following_bench: %s\n", trouble.what());
        return 2;
    }
}
