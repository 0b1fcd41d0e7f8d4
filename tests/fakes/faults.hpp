#pragma once

#include <cstdint>
#include <map>

namespace kalends::fakes {

// What happens at one I/O instead of success.
enum class Fault {
    none,
    crash,       // The process is gone; what became of this I/O is settled at the restart.
    error_kept,  // EIO, though what was written or synced is there.
    error_lost,  // EIO, and what was being written or synced never will be.
    no_space,    // ENOSPC: nothing more was written.
};

// Thrown at a crash. Not a StorageFailed: nothing in the product may catch it.
struct Crashed {};

// Counts the I/Os of a simulated process, over all its fakes, and says which of them go wrong.
class Faults {
  public:
    // The n-th I/O from now goes wrong; 1 is the next.
    void at(std::uint64_t n, Fault fault) { planned_[count_ + n] = fault; }
    // The n-th read from now fails with EIO, and that one alone.
    void at_read(std::uint64_t n) { failing_read_ = reads_ + n; }
    void clear() {
        planned_.clear();
        failing_read_ = 0;
    }

    // Called by a fake at each I/O; throws Crashed if the process is down already.
    [[nodiscard]] Fault next() {
        if (is_down_) throw Crashed{};
        ++count_;
        const auto planned = planned_.find(count_);
        const auto fault = planned == planned_.end() ? Fault::none : planned->second;
        is_down_ = fault == Fault::crash;
        return fault;
    }

    // Called by a fake at each read, which are not counted among the I/Os: true if it fails.
    [[nodiscard]] bool read_fails() {
        if (is_down_) throw Crashed{};
        return ++reads_ == failing_read_;
    }

    // Whether the read that was to fail has done so.
    [[nodiscard]] bool has_read_failed() const {
        return failing_read_ != 0 && reads_ >= failing_read_;
    }

    // After the fakes have settled what the crash left.
    void restart() { is_down_ = false; }
    [[nodiscard]] std::uint64_t count() const { return count_; }

  private:
    std::map<std::uint64_t, Fault> planned_;
    std::uint64_t count_ = 0;
    std::uint64_t reads_ = 0;
    std::uint64_t failing_read_ = 0;
    bool is_down_ = false;
};

}  // namespace kalends::fakes
