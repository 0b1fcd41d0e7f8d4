#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kalends::http {

// The header fields of a request, in the order they came, in one piece of memory that is kept from
// request to request. Views given out end with the next change or move.
class Headers {
  public:
    void add(std::string_view name, std::string_view value);
    void clear();

    [[nodiscard]] std::size_t size() const { return fields_.size(); }

    // The value of the first field of that name, in any case; framing.hpp refuses a second one of
    // those that may stand only once.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;

    // The values of all fields of that name, as one list.
    [[nodiscard]] std::string joined(std::string_view name) const;
    // Whether a list field (Connection, say) names `token` among its comma-separated elements.
    [[nodiscard]] bool lists(std::string_view name, std::string_view token) const;

  private:
    struct Field {
        std::uint32_t begin;
        std::uint32_t name_size;
        std::uint32_t value_size;
        std::uint32_t mark;
    };

    // Tells nearly all names apart, whatever their case, without a look at their text.
    [[nodiscard]] static std::uint32_t mark_of(std::string_view name);
    // Calls `visit(field)` for each field of that name, while it returns true.
    template <class Visit>
    void visit_named(std::string_view name, Visit visit) const;
    [[nodiscard]] std::string_view name_of(const Field& field) const;
    [[nodiscard]] std::string_view value_of(const Field& field) const;

    std::string text_;
    std::vector<Field> fields_;
};

}  // namespace kalends::http
