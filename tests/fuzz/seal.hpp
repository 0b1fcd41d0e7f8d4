#pragma once

#include <string>

#include "eventstore/keys.hpp"
#include "tests/fakes/memory_disk.hpp"

namespace kalends::fuzz {

// A store that sealed one value, the same each time.
class Seal {
  public:
    Seal() {
        keys_.refill(randomness_);
        sealed_ = keys_.seal(keys_.take().value(), event, field, "Ada", randomness_);
    }

    static constexpr EventId event{IdBits{1, 1}};
    static constexpr std::string_view field = "guests/0";

    // Throws SealBroken as Keys::open does.
    [[nodiscard]] bool opens(std::string_view text) {
        return keys_.open(event, field, text).has_value();
    }
    [[nodiscard]] const std::string& sealed() const { return sealed_; }

  private:
    fakes::Faults faults_;
    fakes::MemoryDisk disk_{faults_};
    fakes::SeededRandomness randomness_{1};
    Keys keys_{disk_, MasterKey{}, StoreAge::empty, 4};
    std::string sealed_;
};

}  // namespace kalends::fuzz
