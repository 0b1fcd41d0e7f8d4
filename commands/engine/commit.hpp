#pragma once

#include <memory>
#include <string>
#include <vector>

#include "commands/engine/outcome.hpp"
#include "eventstore/log_head.hpp"

namespace kalends {

// What the committing thread is handed: one finished record, and whoever waits for it.
struct Commit {
    std::string record;
    LogHead head;  // after the record
    std::vector<std::unique_ptr<Waiter>> waiters;
    bool writes_index = false;  // once the answers have left
};

}  // namespace kalends
