// Durable bookings over HTTP, one command a request and many: the product beside servers that do no
// more than parse, write and answer. All servers run at once and are loaded in turn, round after
// round; each figure is the median of its rounds, the maximum the largest of all.
//
//   bookings_bench [--small] [--kalends PROGRAM] [--rounds N] [--clients N] [--product-only]
//   bookings_bench --ceiling SHAPE FOLDER COMMAND_FILE REPLY_FILE   (used by the first)

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/bookings/office.hpp"
#include "bench/bookings/product.hpp"
#include "bench/bookings/results.hpp"
#include "bench/ceilings/ceiling.hpp"
#include "bench/load/http_client.hpp"
#include "bench/load/http_load.hpp"
#include "domain/check.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace kalends::bench {
namespace {

constexpr int created = 201;

struct Options {
    bool is_small = false;
    bool product_only = false;
    std::size_t rounds = 5;
    std::size_t clients = 0;  // 0: each crowd in turn
    std::filesystem::path self;
    std::filesystem::path program;
};

// How many clients, and how many requests they send between them in one round.
struct Crowd {
    std::size_t clients;
    std::size_t requests;
};

std::vector<Crowd> crowds(const Options& options) {
    if (options.is_small) return {{1, 50}, {8, 200}, {64, 500}};
    std::vector<Crowd> all{{1, 4'000}, {8, 16'000}, {64, 40'000}, {512, 40'000}};
    std::erase_if(all, [&](const Crowd& crowd) {
        return options.clients != 0 && crowd.clients != options.clients;
    });
    return all;
}

Instant wall_clock() {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

class Bench {
  public:
    explicit Bench(const Options& options)
        : options_{options}, product_{options.program, folder_.path()} {
        product_.start();
        office_ = std::make_unique<Office>(product_.process().port(), product_.operator_key());
        book_all(office_->bookings_among_slots());
        start_ceilings();
        product_.start();
    }

    bool run() {
        for (const auto& crowd : crowds(options_)) {
            for (std::size_t round = 0; round < options_.rounds; ++round) book(crowd, round);
        }
        if (!options_.is_small && options_.clients == 0) book_at_fixed_rate();
        for (const std::size_t clients : {1, 8, 16}) book_many(clients);
        ask_slots();
        product_.stop();
        fill_in_what_the_product_wrote();
        results_.print();
        return is_as_it_should_be();
    }

  private:
    void start_ceilings() {
        // Bookings enough for full records, of which the ceilings take their share.
        book_all(office_->bookings(1'000));
        const auto reply = HttpClient{product_.process().port()}.ask(office_->bookings(1).front());
        ++bookings_;
        product_.stop();
        write("command", product_.bytes_of_a_command());
        write("reply", reply.body);
        if (options_.product_only) return;
        for (const auto shape : {Shape::two_puts, Shape::packed, Shape::constant}) {
            const std::string name{to_text(shape)};
            ceilings_[name] = std::make_unique<ServerProcess>(
                std::vector<std::string>{options_.self, "--ceiling", name, folder_.path() / name,
                                         folder_.path() / "command", folder_.path() / "reply"});
        }
    }

    void book_all(const std::vector<std::string>& requests) {
        static_cast<void>(load(product_.process(), {.connections = 64, .requests = requests}));
        bookings_ += requests.size();
    }

    void write(const char* name, const std::string& content) const {
        std::ofstream{folder_.path() / name, std::ios::binary} << content;
    }

    static LoadFigures load(const ServerProcess& server, LoadPlan plan) {
        plan.port = server.port();
        auto figures = run_load(plan);
        ensure(figures.with_status(created) == figures.answers(), "what is free is booked");
        return figures;
    }

    static std::pair<std::uint64_t, std::uint64_t> written_by(const ServerProcess& ceiling) {
        const auto reply = HttpClient{ceiling.port()}.ask(request_text("GET", figures_path, ""));
        std::uint64_t syncs = 0;
        std::uint64_t bytes = 0;
        const char* end = reply.body.data() + reply.body.size();
        const auto rest = std::from_chars(reply.body.data(), end, syncs);
        std::from_chars(rest.ptr + 1, end, bytes);
        return {syncs, bytes};
    }

    Sample measure(const ServerProcess& server, const LoadPlan& plan) {
        const bool is_product = &server == &product_.process();
        std::pair<std::uint64_t, std::uint64_t> before;
        if (!is_product) before = written_by(server);
        const double cpu_before = server.cpu_seconds();
        Sample sample{.load = {}, .begun = wall_clock()};
        sample.load = load(server, plan);
        sample.ended = wall_clock();
        sample.cpu_seconds = server.cpu_seconds() - cpu_before;
        if (is_product) {
            bookings_ += sample.load.answers();
        } else {
            const auto after = written_by(server);
            sample.syncs = after.first - before.first;
            sample.bytes = after.second - before.second;
        }
        return sample;
    }

    // Every server gets the same requests; who comes first changes from round to round.
    void measure_all(const LoadPlan& plan, std::size_t round, Samples& into) {
        std::vector<std::pair<std::string, const ServerProcess*>> servers{
            {std::string{product_name}, &product_.process()}};
        for (const auto& [name, server] : ceilings_) servers.emplace_back(name, server.get());
        for (std::size_t i = 0; i < servers.size(); ++i) {
            const auto& [name, server] = servers[(i + round) % servers.size()];
            into[{plan.connections, name}].push_back(measure(*server, plan));
        }
    }

    void book(const Crowd& crowd, std::size_t round) {
        const auto requests = office_->bookings(crowd.requests);
        measure_all({.connections = crowd.clients, .requests = requests}, round, results_.closed);
    }

    // Only the product takes many commands in one request, of 16 clients of an organisation at
    // once.
    void book_many(std::size_t clients) {
        results_.lines = options_.is_small ? 20 : 250;
        for (std::size_t round = 0; round < options_.rounds; ++round) {
            const auto requests =
                office_->many_bookings(options_.is_small ? 16 : 160, results_.lines);
            results_.many[{clients, std::string{product_name}}].push_back(
                measure(product_.process(), {.connections = clients, .requests = requests}));
        }
    }

    // Half of what the product managed with 64 clients: every server at the same rate.
    void book_at_fixed_rate() {
        constexpr std::size_t clients = 64;
        results_.rate =
            summary_of(results_.closed[{clients, std::string{product_name}}]).per_second / 2;
        for (std::size_t round = 0; round < options_.rounds; ++round) {
            const auto requests = office_->bookings(static_cast<std::size_t>(results_.rate));
            measure_all({.connections = clients, .rate = results_.rate, .requests = requests},
                        round, results_.open);
        }
    }

    void ask_slots() {
        for (const auto& crowd : crowds(options_)) {
            const std::vector<std::string> requests(crowd.requests / 10, office_->slots());
            const auto& server = product_.process();
            Sample sample;
            const double cpu_before = server.cpu_seconds();
            sample.load = run_load(
                {.port = server.port(), .connections = crowd.clients, .requests = requests});
            ensure(sample.load.with_status(200) == requests.size(), "slots are listed");
            sample.cpu_seconds = server.cpu_seconds() - cpu_before;
            results_.slots[{crowd.clients, std::string{product_name}}].push_back(sample);
        }
    }

    void fill_in_what_the_product_wrote() {
        const auto records = product_.records();
        for (auto* kind : {&results_.closed, &results_.open, &results_.many}) {
            for (auto& [key, samples] : *kind) {
                if (key.second != product_name) continue;
                for (auto& sample : samples) count_records(records, sample);
            }
        }
    }

    static void count_records(const std::vector<RecordWritten>& records, Sample& sample) {
        for (const auto& record : records) {
            if (record.at < sample.begun || record.at > sample.ended) continue;
            ++sample.syncs;
            sample.bytes += record.bytes;
        }
    }

    // The result of it all: that the log is sound and holds every booking answered with 201.
    bool is_as_it_should_be() {
        const auto verified = product_.verified_bookings();
        std::printf(
            "result: %zu bookings answered with 201, the log %s\n", bookings_,
            verified == bookings_ ? "holds as many and is verified" : "IS NOT AS IT SHOULD BE");
        return verified == bookings_;
    }

    Options options_;
    fakes::TemporaryFolder folder_;
    Product product_;
    std::unique_ptr<Office> office_;
    std::map<std::string, std::unique_ptr<ServerProcess>> ceilings_;
    std::size_t bookings_ = 0;
    Results results_;
};

Options options_of(std::span<char*> words) {
    Options options;
    options.self = std::filesystem::canonical("/proc/self/exe");
    options.program = options.self.parent_path().parent_path() / "kalends";
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word{words[i]};
        if (word == "--small") options.is_small = true;
        if (word == "--product-only") options.product_only = true;
        if (word == "--kalends") options.program = words[i + 1];
        if (word == "--clients") options.clients = std::stoul(words[i + 1]);
        if (word == "--rounds") options.rounds = std::stoul(words[i + 1]);
    }
    if (options.is_small) options.rounds = 1;
    return options;
}

bool is_ceiling(std::span<char*> words) {
    return words.size() == 6 && std::string_view{words[1]} == "--ceiling";
}

}  // namespace
}  // namespace kalends::bench

int main(int argc, char** argv) {
    using namespace kalends::bench;
    const std::span words{argv, static_cast<std::size_t>(argc)};
    try {
        if (is_ceiling(words)) {
            const auto shape = shape_named(words[2]);
            if (!shape) return 2;
            serve_ceiling({*shape, words[3], words[4], words[5]});
            return 0;
        }
        return Bench{options_of(words)}.run() ? 0 : 1;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "bookings_bench: %s\n", trouble.what());
        return 2;
    }
}
