#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace kalends::kafka {

// Ends what may hang in ending. What hangs stays until the process ends, and keeps it from nothing:
// neither waits for the other, and these may be gone before. For one thread.
class Endings {
  public:
    // Calls `end` on a thread of its own, and waits for that no longer than `patience`.
    void start(std::function<void()> end, std::chrono::milliseconds patience);

    // How many hang.
    [[nodiscard]] int hanging() const { return *hanging_; }

  private:
    std::shared_ptr<std::atomic<int>> hanging_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace kalends::kafka
