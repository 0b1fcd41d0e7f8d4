#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "api/http/open_files.hpp"
#include "app/commands.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/rocks_reader.hpp"
#include "eventstore/witness.hpp"
#include "projections/audit/verify.hpp"

namespace kalends {
namespace {

constexpr std::uint64_t records_per_progress_line = 100'000;

void print_progress(RecordNumber done, RecordNumber all) {
    if (number(done) % records_per_progress_line != 0) return;
    fmt::print(stderr, "verify: record {} of {}\n", number(done), number(all));
}

// Empty if there is no such file.
std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file && std::filesystem::exists(path)) {
        throw StorageFailed{path.string() + " cannot be opened"};
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

// The log may be whole in itself and yet end too early: only the witness knows.
bool agrees_with_witness(const LogReader& log, const std::optional<Witnessed>& seen) {
    try {
        expect_holds(log, seen);
        return true;
    } catch (const WitnessMismatch& mismatch) {
        fmt::print("FAULT witness: {}\n", mismatch.what());
        return false;
    }
}

}  // namespace

int verify_store(const Settings& settings) {
    const std::filesystem::path folder{settings.data};
    if (!std::filesystem::exists(folder / "log")) {
        fmt::print(stderr, "kalends: there is no store in {}\n", settings.data);
        return 2;
    }
    // The reader keeps every table of the log open.
    http::raise_open_files_max();
    // Before the log, to which a running server adds in between what this has not seen.
    const auto seen = read_witness(read_whole(folder / Witness::file_name));
    const RocksReader log{folder / "log"};
    const auto report = verify(log, print_progress);
    for (const auto& fault : report.faults) {
        fmt::print("FAULT record {}: {}\n", number(fault.record), fault.what);
    }
    if (report.may_have_more) {
        fmt::print("and perhaps more: at most {} are named, and none after a break of the chain\n",
                   audit_faults_max);
    }
    const bool is_clean = agrees_with_witness(log, seen) && report.is_clean();
    fmt::print("{}: {} records, {} commands, {} events, {} streams, {} bookings; head {}\n",
               is_clean ? "verified" : "NOT VERIFIED", number(report.head.record), report.commands,
               report.events, report.streams, report.bookings, to_text(report.head.position()));
    return is_clean ? 0 : 1;
}

}  // namespace kalends
