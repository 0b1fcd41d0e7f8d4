#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "eventstore/disk.hpp"

namespace kalends {

// The text of a file that only its owner may read; what `make` gives if there is no such file.
// It is there durably when this returns, even if an earlier process was killed while it made it.
[[nodiscard]] std::string load_or_create_text(Disk& disk, std::string_view name,
                                              const std::function<std::string()>& make);

}  // namespace kalends
