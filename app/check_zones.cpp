#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "api/http/open_files.hpp"
#include "app/commands.hpp"
#include "app/zone_names.hpp"
#include "eventstore/rocks_reader.hpp"
#include "projections/audit/zones_check.hpp"

namespace kalends {
namespace {

void print_shifted(const ShiftedBooking& shifted) {
    const auto today = shifted.today ? "now " + to_text(*shifted.today) : "now without zone data";
    fmt::print("{} of {}: {} was {} in {} by {}, {}\n", to_text(shifted.booking),
               to_text(shifted.organisation), to_text(shifted.start), to_text(shifted.recorded),
               shifted.zone, shifted.zone_data, today);
}

// What relates instants to clocks in this process is read from this folder, beside a text of the
// same zones that says their version.
std::filesystem::path zones_in_use() {
    const char* folder = std::getenv("TZDIR");
    return folder == nullptr ? "/usr/share/zoneinfo" : folder;
}

// Whether the file is that text: the version of any other says nothing of what is compared.
bool check_names_zones_in_use(const std::string& file) {
    const auto text = zones_in_use() / "tzdata.zi";
    std::error_code failure;
    if (std::filesystem::equivalent(file, text, failure)) return true;
    const bool is_there = std::filesystem::exists(file, failure);
    fmt::print(stderr, "kalends: zone data {} {}: {} is used\n", file,
               is_there ? "is not what is compared by" : "is not there", text.string());
    return false;
}

}  // namespace

int check_zones_of_store(const Settings& settings) {
    const std::filesystem::path folder{settings.data};
    if (!std::filesystem::exists(folder / "log")) {
        fmt::print(stderr, "kalends: there is no store in {}\n", settings.data);
        return 2;
    }
    if (!check_names_zones_in_use(settings.zone_data)) return 2;
    // The reader keeps every table of the log open.
    http::raise_open_files_max();
    const RocksReader log{folder / "log"};
    const auto report = check_zones(log, print_shifted);
    fmt::print("{} bookings, {} at another civil time by zone data {}; log up to {}\n",
               report.bookings, report.shifted, read_zone_names(settings.zone_data).version(),
               to_text(report.position));
    return report.shifted == 0 ? 0 : 1;
}

}  // namespace kalends
