#pragma once

#include "tests/adapters/kafka/published_log.hpp"

namespace kalends::fuzz {

// A log to be published, the same each time: with records that hold no event, and a restore that
// withdrew what followed.
struct RestoredLog : testing::PublishedLog {
    RestoredLog() {
        write(3);
        write_nothing();
        write(1);
        write_restored(Epoch{3});
        write(2);
        write_nothing();
    }
};

}  // namespace kalends::fuzz
