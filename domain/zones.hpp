#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace kalends {

// The zones that may be named, and the version of the zone data (rule W0). cctz loads odd names
// ("localtime", "posix/…") and reports no version, so both are taken from the text of `tzdata.zi`:
// the version from its first line, the names from its zone and link lines.
class ZoneNames {
  public:
    // An empty text gives no zones at all.
    [[nodiscard]] static ZoneNames parse(std::string_view tzdata_zi);

    [[nodiscard]] bool has(std::string_view name) const {
        return names_.contains(std::string{name});
    }
    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] const std::unordered_set<std::string>& names() const { return names_; }

  private:
    std::string version_;
    std::unordered_set<std::string> names_;
};

}  // namespace kalends
