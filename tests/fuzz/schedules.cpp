#include <algorithm>
#include <fstream>
#include <iterator>

#include "domain/availability/open_ranges.hpp"
#include "domain/check.hpp"
#include "schemas/requests/schedule.hpp"
#include "tests/fuzz/fuzz.hpp"

// A schedule as somebody sends it, in any zone, made into open hours around days on which clocks
// are set: ranges in order, each within what it joins. The list of zones is read, too.

using namespace kalends;

namespace {

const ZoneNames& all_zones() {
    static const ZoneNames zones = [] {
        std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        ensure(!text.empty(), "the machine has a list of zones");
        return ZoneNames::parse(text);
    }();
    return zones;
}

void expand(const Schedule& schedule) {
    const ZoneClock zone{schedule.zone};
    for (const std::string_view day : {"2026-03-27", "2026-10-02", "2026-10-24"}) {
        const auto first = *parse_date(day);
        const auto ranges = open_ranges(schedule, zone, first, first + std::chrono::days{4});
        Instant before = Instant::min();
        for (const auto& range : ranges) {
            ensure(!range.own.is_empty(), "an open range is open");
            ensure(before <= range.own.start, "open ranges stand in order");
            ensure(range.joined.start <= range.own.start && range.own.end <= range.joined.end,
                   "an open range lies within what it joins");
            ensure(range.own.end <= range.reach, "an open range ends within its reach");
            before = range.own.start;
        }
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static JsonReader reader;
    const auto text = fuzz::text_of(bytes, size);
    ensure(ZoneNames::parse(text).size() <= size, "a list of zones names no more than it holds");
    const auto body = reader.parse(text);
    if (!body) return 0;
    const auto schedule = parse_schedule(*body, all_zones());
    if (schedule) expand(*schedule);
    return 0;
}
