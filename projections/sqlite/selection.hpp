#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/sqlite/database.hpp"

namespace kalends {

// A statement in the making, and the values that it binds. What a value views outlives it. Only
// its parts make the text, so there are few texts, and each is prepared once.
class Selection {
  public:
    explicit Selection(std::string_view select) : text_{select} {}

    Selection& append(std::string_view part) {
        text_.append(part);
        return *this;
    }
    // Appends a parameter in the place of this value.
    Selection& value(SqlValue value) {
        values_.push_back(value);
        text_.append("?").append(std::to_string(values_.size()));
        return *this;
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<SqlValue>& values() const { return values_; }

  private:
    std::string text_;
    std::vector<SqlValue> values_;
};

}  // namespace kalends
