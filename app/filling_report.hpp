#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "projections/runner.hpp"

namespace kalends {

// Tells whoever watches how far views have come that are being filled, for the first time or again:
// when that begins, each few seconds, and when it is done. For one thread.
class FillingReport {
  public:
    using Clock = std::chrono::steady_clock;
    using Say = std::function<void(const std::string& line)>;
    explicit FillingReport(Say say);

    // To be called after each step of the views.
    void look(const Runner& views, Clock::time_point now);

  private:
    void tell_progress(const ViewState& state, Clock::time_point now);

    Say say_;
    std::map<std::string, Clock::time_point> tell_at_;  // of each view that is being filled
};

}  // namespace kalends
