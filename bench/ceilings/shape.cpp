#include "bench/ceilings/shape.hpp"

#include <array>

namespace kalends::bench {
namespace {

constexpr std::array names{std::string_view{"constant"}, std::string_view{"two-puts"},
                           std::string_view{"packed"}};

}  // namespace

std::string_view to_text(Shape shape) {
    return names.at(static_cast<std::size_t>(shape));
}

std::optional<Shape> shape_named(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names.at(i) == name) return static_cast<Shape>(i);
    }
    return std::nullopt;
}

}  // namespace kalends::bench
