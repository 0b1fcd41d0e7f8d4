#pragma once

#include "eventstore/log_store.hpp"

namespace kalends {

// What the views follow where nobody wants any.
class NoLog : public LogReader {
  public:
    [[nodiscard]] std::optional<std::string> read(RecordNumber) const override { return {}; }
    void scan(RecordNumber, const TakeRecord&) const override {}
    [[nodiscard]] RecordNumber last() const override { return {}; }
};

}  // namespace kalends
