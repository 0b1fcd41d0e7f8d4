#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/process.hpp"
#include "domain/time.hpp"

namespace kalends::bench {

// A record of the product's log, as far as figures ask for it.
struct RecordWritten {
    Instant at;  // when its last command was decided
    std::size_t bytes = 0;
};

// The real program on a store in a folder of its own.
class Product {
  public:
    // `options` are more of the server's, as on a command line.
    Product(std::filesystem::path program, std::filesystem::path folder,
            std::vector<std::string> options = {});

    void start();
    void stop();
    [[nodiscard]] const ServerProcess& process() const { return *process_; }
    [[nodiscard]] std::string operator_key() const;

    // These while it is stopped. What its log holds, in order:
    [[nodiscard]] std::vector<RecordWritten> records() const;
    // As many bytes of the last full record as fall to one of its commands.
    [[nodiscard]] std::string bytes_of_a_command() const;
    // How many bookings its log holds; nothing if the log does not stand up to an audit.
    [[nodiscard]] std::optional<std::uint64_t> verified_bookings() const;

  private:
    [[nodiscard]] std::filesystem::path store() const { return folder_ / "store"; }

    std::filesystem::path program_;
    std::filesystem::path folder_;
    std::vector<std::string> options_;
    std::unique_ptr<ServerProcess> process_;
};

}  // namespace kalends::bench
