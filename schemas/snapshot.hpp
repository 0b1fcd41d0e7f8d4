#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/state.hpp"

namespace kalends {

// A state as bytes: a cache of the fold, worth nothing to anyone else. Grows by one whenever
// `evolve` or a list of fields in schemas/ changes; a snapshot of another version is not read, and
// the stream is folded again.
inline constexpr unsigned fold_version = 16;

// A checksum, the version, the kind of state, its organisation, its revision and its fields.
[[nodiscard]] std::string encode_state(const StreamState& state);

// Nothing if the bytes are no snapshot of this version and kind, or are damaged.
[[nodiscard]] std::optional<StreamState> decode_state(StreamKind kind, std::string_view bytes);

}  // namespace kalends
