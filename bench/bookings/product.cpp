#include "bench/bookings/product.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include "domain/check.hpp"
#include "eventstore/record.hpp"
#include "eventstore/rocks_log.hpp"
#include "projections/audit/verify.hpp"

namespace kalends::bench {
namespace {

RecordView parsed(std::string_view bytes) {
    auto record = parse_record(bytes);
    ensure(record.has_value(), "the log holds records");
    return *std::move(record);
}

}  // namespace

Product::Product(std::filesystem::path program, std::filesystem::path folder,
                 std::vector<std::string> options)
    : program_{std::move(program)}, folder_{std::move(folder)}, options_{std::move(options)} {}

void Product::start() {
    std::vector<std::string> command{program_, "serve", "--data",           store(),
                                     "--port", "0",     "--rate-per-key=0", "--rate-per-address=0"};
    command.insert(command.end(), options_.begin(), options_.end());
    process_ = std::make_unique<ServerProcess>(command);
}

void Product::stop() {
    process_->stop();
    process_.reset();
}

std::string Product::operator_key() const {
    std::ifstream file{store() / "operator.key"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<RecordWritten> Product::records() const {
    const RocksLog log{store() / "log"};
    std::vector<RecordWritten> records;
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view bytes) {
        records.push_back({parsed(bytes).header.wall_clock, bytes.size()});
        return true;
    });
    return records;
}

std::string Product::bytes_of_a_command() const {
    constexpr std::size_t full_commands = 16;
    const RocksLog log{store() / "log"};
    std::string share;
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view bytes) {
        const auto commands = parsed(bytes).commands.size();
        if (commands >= full_commands) share = bytes.substr(0, bytes.size() / commands);
        return true;
    });
    ensure(!share.empty(), "there was a full record");
    return share;
}

std::optional<std::uint64_t> Product::verified_bookings() const {
    const auto report = verify(RocksLog{store() / "log"});
    if (!report.is_clean()) return std::nullopt;
    return report.bookings;
}

}  // namespace kalends::bench
