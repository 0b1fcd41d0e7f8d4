#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace kalends {

// The zones that may be named, and the version of the zone data (rule W0). cctz loads odd names
// ("localtime", "posix/…") and reports no version, so both are taken from the text of `tzdata.zi`:
// the version from its first line, the names from its zone and link lines. Of these a machine may
// lack the data. Any thread may ask.
class ZoneNames {
  public:
    // An empty text gives no zones at all.
    [[nodiscard]] static ZoneNames parse(std::string_view tzdata_zi);

    // Whether it stands in the text and its data are here. They are loaded when a name is first
    // asked for: to load all would take a start 0.1 s and 10 MB.
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] const std::string& version() const { return version_; }
    // Those that stand in the text.
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] const std::unordered_set<std::string>& names() const { return names_; }

  private:
    std::string version_;
    std::unordered_set<std::string> names_;
};

}  // namespace kalends
