#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::bench {

// An organisation made over HTTP, with hosts who work around the clock, and requests to it. Each
// booking asked for is one more that is free, on hosts in turn and days in no order.
class Office {
  public:
    // Throws std::runtime_error if the server does not do what it is asked.
    Office(std::uint16_t port, const std::string& operator_key);

    // Requests to POST /v1/bookings, each with a key of its own.
    [[nodiscard]] std::vector<std::string> bookings(std::size_t count);
    // Requests to POST /v1/commands, each for so many such bookings.
    [[nodiscard]] std::vector<std::string> many_bookings(std::size_t count, std::size_t lines);
    // The header lines that authorise a request, each with its CR LF.
    [[nodiscard]] const std::string& headers() const { return headers_; }
    // A GET of anything that the organisation may see.
    [[nodiscard]] std::string get(std::string_view target) const;
    // A GET of the slots of 31 days of a host who has `slots_booked` bookings in them.
    [[nodiscard]] std::string slots() const;
    // Requests for those bookings.
    [[nodiscard]] std::vector<std::string> bookings_among_slots() const;

  private:
    // What can be booked yet, and a number that nothing else has.
    struct Free {
        std::string_view type;
        std::string start;
        std::string number;
    };
    [[nodiscard]] Free next();

    std::string headers_;
    std::vector<std::string> types_;
    std::string slots_type_;
    std::size_t made_ = 0;
};

}  // namespace kalends::bench
