#include "bench/bookings/results.hpp"

#include <cstdio>

#include "bench/ceilings/shape.hpp"

namespace kalends::bench {
namespace {

void print_all(const Samples& samples) {
    for (const auto& [key, of_one] : samples) {
        print_summary(key.first, key.second, summary_of(of_one));
    }
}

}  // namespace

void Results::print() const {
    print_heading("bookings");
    print_all(closed);
    if (!open.empty()) {
        std::printf("\nopen loop, %.0f bookings due each second:", rate);
        print_heading("bookings");
        print_all(open);
    }
    std::printf("\nPOST /v1/commands, %zu bookings in each request:", lines);
    print_heading("bookings");
    print_all(many);
    print_heading("slots of 31 days");
    print_all(slots);
    const bool has_ceilings = closed.size() > slots.size();
    if (has_ceilings) print_shares();
}

void Results::print_shares() const {
    std::printf("\n");
    for (const auto& [key, samples] : closed) {
        if (key.second != product_name) continue;
        const auto share = [&, clients = key.first, &product = samples](Shape shape) {
            const auto& ceiling = closed.at({clients, std::string{to_text(shape)}});
            return summary_of(product).per_second / summary_of(ceiling).per_second;
        };
        std::printf("%zu clients: %.2f of two puts a command, %.2f of packed\n", key.first,
                    share(Shape::two_puts), share(Shape::packed));
    }
}

}  // namespace kalends::bench
