#include "api/http/method.hpp"

#include <array>
#include <cstddef>

namespace kalends::http {
namespace {

constexpr std::array<std::string_view, 7> method_names{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};

}  // namespace

std::string_view to_text(Method method) {
    const auto index = static_cast<std::size_t>(method);
    return index < method_names.size() ? method_names[index] : "other";
}

Method parse_method(std::string_view text) {
    for (std::size_t i = 0; i < method_names.size(); ++i) {
        if (method_names[i] == text) return static_cast<Method>(i);
    }
    return Method::other;
}

}  // namespace kalends::http
