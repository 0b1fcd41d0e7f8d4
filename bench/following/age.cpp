#include "bench/following/age.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include "domain/time.hpp"

namespace kalends::bench {

std::optional<std::uint64_t> age_of(std::string_view json, std::string_view name) {
    const std::string member = '"' + std::string{name} + R"(":")";
    const auto at = json.find(member);
    if (at == std::string_view::npos) return std::nullopt;
    json.remove_prefix(at + member.size());
    const auto instant = parse_instant(json.substr(0, json.find('"')));
    if (!instant) return std::nullopt;
    const std::chrono::nanoseconds age = std::chrono::system_clock::now() - *instant;
    return static_cast<std::uint64_t>(std::max(age, std::chrono::nanoseconds{0}).count());
}

}  // namespace kalends::bench
