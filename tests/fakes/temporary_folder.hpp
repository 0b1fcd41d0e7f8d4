#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "domain/check.hpp"

namespace kalends::fakes {

// A folder of its own, gone at the end of the test.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(
        const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
        auto name = (in / "kalends-XXXXXX").string();
        ensure(::mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace kalends::fakes
