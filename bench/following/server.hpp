#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "bench/bookings/office.hpp"
#include "bench/bookings/product.hpp"
#include "bench/bookings/sample.hpp"
#include "bench/load/http_load.hpp"

namespace kalends::bench {

// Of those who book.
inline constexpr std::size_t clients = 64;

// A server, and the office that it was filled with. Every answer must be as it should be.
class Server {
  public:
    // With `brokers`, "HOST:PORT", it publishes on a topic there, which must be a new one.
    Server(std::string name, const std::filesystem::path& program, std::filesystem::path folder,
           std::string brokers = {});

    // `rate` as in LoadPlan.
    Sample book(std::size_t count, double rate = 0);
    Sample list(const std::string& target, std::size_t count);

    [[nodiscard]] std::string newest_first() const;
    [[nodiscard]] std::string a_host() const;
    // Of bookings, from now on.
    [[nodiscard]] std::string feed() const;
    [[nodiscard]] std::uint16_t port() const { return product_.process().port(); }
    // Empty if there are none.
    [[nodiscard]] const std::string& brokers() const { return brokers_; }
    // Whether the brokers have confirmed all that is in the log.
    [[nodiscard]] bool is_published() const;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::size_t booked() const { return booked_; }

    // Ends the server.
    [[nodiscard]] bool is_as_it_should_be();

  private:
    Sample measure(LoadPlan plan, int status);

    std::string name_;
    std::string brokers_;
    Product product_;
    std::optional<Office> office_;
    std::size_t booked_ = 0;
};

}  // namespace kalends::bench
