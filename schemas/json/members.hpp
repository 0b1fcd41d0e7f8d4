#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/json/reader.hpp"

namespace kalends {

// Notes why a value is refused; always false, so that a reader can return it.
[[nodiscard]] bool refuse(JsonValue value, std::string message, JsonFault& fault);

// Takes the members of an object one by one, in any order (at no cost in the order of the text), so
// that in the end those which nobody asked for are found.
class JsonMembers {
  public:
    // `object` must be of that kind.
    explicit JsonMembers(JsonValue object);

    // The member of that name; nothing if there is none. Ask once for each name.
    [[nodiscard]] std::optional<JsonValue> take(std::string_view name) {
        if (next_ == end_) return look_for(name);
        const auto member = *next_;
        if (member.name != name) return look_for(name);
        ++next_;
        mark(next_place_++);
        return member.value;
    }
    // False, and the fault, if a member was not taken.
    [[nodiscard]] bool finish(JsonFault& fault) const;
    // Notes that this member should be there; always false.
    [[nodiscard]] bool refuse_missing(std::string_view name, JsonFault& fault) const;

  private:
    // Members beyond these are never marked as taken: no struct of ours has so many.
    static constexpr std::size_t marks = 64;
    void mark(std::size_t place) {
        if (place >= marks || is_marked(place)) return;
        marks_ |= std::uint64_t{1} << place;
        ++taken_;
    }
    [[nodiscard]] bool is_marked(std::size_t place) const {
        return place < marks && (marks_ >> place & 1U) != 0;
    }
    [[nodiscard]] std::optional<JsonValue> look_for(std::string_view name);

    JsonValue object_;
    JsonIterator<JsonMember>
        next_;  // the member after the one last taken, in the order of the text
    JsonIterator<JsonMember> end_;
    std::size_t next_place_ = 0;
    std::size_t taken_ = 0;
    std::uint64_t marks_ = 0;
};

}  // namespace kalends
