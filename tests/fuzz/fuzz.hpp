#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// A fuzzer is a file of this folder that defines the function below; libFuzzer calls it with one
// input after the other, and an `ensure` that breaks, a sanitizer's report and an exception that
// gets out are what it finds.

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks for this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace kalends::fuzz {

// The input as the text that every parser takes.
inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are what it is about.
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace kalends::fuzz
