#include "bench/bookings/office.hpp"

#include <chrono>

#include "bench/bookings/founder.hpp"
#include "domain/check.hpp"
#include "domain/time.hpp"

namespace kalends::bench {
namespace {

constexpr std::size_t host_count = 64;
constexpr std::size_t minutes = 15;
constexpr std::size_t starts_per_host = std::size_t{360} * 24 * 60 / minutes;
constexpr std::size_t slots_days = 31;
constexpr std::size_t slots_booked = 500;

// Without a common divisor with the number of starts, so that each comes once; far from the next.
constexpr std::size_t stride = 7'919;

// No start is past, whatever the hour.
Instant first_start() {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return Instant{today + std::chrono::days{2}};
}

std::string start_text(std::size_t place) {
    return to_text(first_start() + Minutes{place * minutes});
}

std::string booking_body(std::string_view type, std::string_view start, std::string_view number) {
    std::string body = R"({"meeting_type_id":")";
    body.append(type).append(R"(","start":")").append(start);
    body.append(R"(","guests":[{"name":"Guest Number )").append(number);
    body.append(R"(","email":"guest.)").append(number);
    body.append(R"(@example.org","time_zone":"Europe/Luxembourg"}],)");
    return body.append(R"("answers":{"topic":"What we have to talk about"}})");
}

std::string key_of(std::string_view number) {
    return "a-key-of-its-own-" + std::string{number};
}

std::string booking(std::string_view headers, std::string_view type, std::string_view start,
                    std::string_view number) {
    std::string lines{headers};
    lines.append("Idempotency-Key: ").append(key_of(number)).append("\r\n");
    return request_text("POST", "/v1/bookings", lines, booking_body(type, start, number));
}

std::string booking_line(std::string_view type, std::string_view start, std::string_view number) {
    std::string line = R"({"method":"POST","path":"/v1/bookings","idempotency_key":")";
    line.append(key_of(number)).append(R"(","body":)").append(booking_body(type, start, number));
    return line.append("}\n");
}

}  // namespace

Office::Office(std::uint16_t port, const std::string& operator_key) {
    Founder founder{port, operator_key};
    founder.found_organisation();
    for (std::size_t i = 0; i < host_count; ++i) {
        types_.push_back(founder.offer("Host " + std::to_string(i), minutes));
    }
    slots_type_ = founder.offer("The one with slots", 2 * minutes);
    headers_ = founder.headers();
}

Office::Free Office::next() {
    const auto place = made_ / host_count;
    ensure(place < starts_per_host, "there are starts enough for all that is measured");
    const auto& type = types_[made_ % host_count];
    return {type, start_text(place * stride % starts_per_host), std::to_string(made_++)};
}

std::vector<std::string> Office::bookings(std::size_t count) {
    std::vector<std::string> requests;
    requests.reserve(count);
    while (requests.size() < count) {
        const auto free = next();
        requests.push_back(booking(headers_, free.type, free.start, free.number));
    }
    return requests;
}

std::vector<std::string> Office::many_bookings(std::size_t count, std::size_t lines) {
    std::vector<std::string> requests;
    requests.reserve(count);
    while (requests.size() < count) {
        std::string body;
        for (std::size_t line = 0; line < lines; ++line) {
            const auto free = next();
            body.append(booking_line(free.type, free.start, free.number));
        }
        requests.push_back(
            request_text("POST", "/v1/commands", headers_, body, "application/x-ndjson"));
    }
    return requests;
}

std::vector<std::string> Office::bookings_among_slots() const {
    constexpr std::size_t slots = slots_days * 48;
    std::vector<std::string> requests;
    for (std::size_t i = 0; i < slots_booked; ++i) {
        const auto start = start_text(2 * (i * slots / slots_booked));
        requests.push_back(booking(headers_, slots_type_, start, "s" + std::to_string(i)));
    }
    return requests;
}

std::string Office::slots() const {
    const auto end = first_start() + std::chrono::days{slots_days};
    const auto target = "/v1/meeting-types/" + slots_type_ +
                        "/slots?from=" + to_text(first_start()) + "&to=" + to_text(end);
    return get(target);
}

std::string Office::get(std::string_view target) const {
    return request_text("GET", target, headers_);
}

}  // namespace kalends::bench
