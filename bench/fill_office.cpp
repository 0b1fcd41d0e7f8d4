// Fills a store over HTTP with so many bookings of one organisation, as fast as they go. Prints the
// header line that authorises requests to it.
//
//   fill_office PORT OPERATOR_KEY BOOKINGS

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

#include "bench/bookings/office.hpp"
#include "bench/load/http_load.hpp"
#include "domain/check.hpp"

int main(int argc, char** argv) {
    using namespace kalends;
    if (argc != 4) return 2;
    try {
        const auto port = static_cast<std::uint16_t>(std::stoul(argv[1]));
        bench::Office office{port, argv[2]};
        constexpr std::size_t at_once = 50'000;
        for (std::size_t left = std::stoul(argv[3]); left > 0;) {
            const auto requests = office.bookings(std::min(left, at_once));
            const auto figures =
                bench::run_load({.port = port, .connections = 64, .requests = requests});
            ensure(figures.with_status(201) == requests.size(), "what is free is booked");
            left -= requests.size();
        }
        std::printf("%s", office.headers().c_str());
        return 0;
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "fill_office: %s\n", trouble.what());
        return 1;
    }
}
