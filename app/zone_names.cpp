#include "app/zone_names.hpp"

#include <fstream>
#include <iterator>

namespace kalends {

ZoneNames read_zone_names(const std::string& path) {
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return ZoneNames::parse(text);
}

}  // namespace kalends
