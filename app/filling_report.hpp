#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "projections/runner.hpp"

namespace kalends {

// Tells whoever watches how far views have come that are being filled, for the first time or again:
// all of them in one line, each few seconds and when it is done. So what is soon done, as at the
// start of a small store, is told once. For one thread.
class FillingReport {
  public:
    using Clock = std::chrono::steady_clock;
    using Say = std::function<void(const std::string& line)>;
    explicit FillingReport(Say say);

    // To be called after each step of the views.
    void look(const Runner& views, Clock::time_point now);

  private:
    void tell_end(const std::vector<ViewState>& states);

    Say say_;
    std::set<std::string> names_;  // of those that are, or were since the last line of an end
    Clock::time_point tell_at_;
};

}  // namespace kalends
