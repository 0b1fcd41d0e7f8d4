#pragma once

#include <cstdint>

#include "domain/position.hpp"
#include "eventstore/log_store.hpp"

namespace kalends {

// How a position that somebody names stands to the log.
struct Standing {
    enum class Kind : std::uint8_t {
        held,
        withdrawn,  // a restore dropped what stood there
        unknown,    // nothing ever stood there
    };
    Kind kind = Kind::held;
    // The last position that is held and not beyond it: for one that was withdrawn, the point that
    // the log was returned to.
    Position kept;
};

// From any thread. Throws StorageFailed.
[[nodiscard]] Standing standing_of(Position position, const LogReader& log);

}  // namespace kalends
