#pragma once

#include <stdexcept>

namespace kalends {

// The storage did not do what it was asked. Whether a write happened is then unknown: the process
// stops, and recovery reads the truth.
struct StorageFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// An append or its sync failed. The record may or may not be there after the next start.
struct WriteFailed : StorageFailed {
    using StorageFailed::StorageFailed;
};

// What is stored contradicts itself or the files beside it; opening is refused.
struct StoreRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The log does not hold the record that the witness saw synced, or the witness itself is missing.
struct WitnessMismatch : StoreRefused {
    using StoreRefused::StoreRefused;
};

// The key files were wrapped under another master key.
struct WrongMasterKey : StoreRefused {
    using StoreRefused::StoreRefused;
};

// A sealed value is not what was sealed for this event and field.
struct SealBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace kalends
