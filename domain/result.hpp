#pragma once

#include <utility>
#include <variant>

#include "domain/check.hpp"

namespace kalends {

// Either a value or why there is none: the part of C++23's std::expected that we use.
template <class Value, class Error>
class [[nodiscard]] Result {
  public:
    Result(Value value) : held_{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : held_{std::in_place_index<1>, std::move(error)} {}

    [[nodiscard]] bool has_value() const { return held_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] Value& operator*() & { return value(); }
    [[nodiscard]] const Value& operator*() const& { return value(); }
    [[nodiscard]] Value&& operator*() && { return std::move(value()); }
    [[nodiscard]] Value* operator->() { return &value(); }
    [[nodiscard]] const Value* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const {
        ensure(!has_value(), "a result is asked for its error only if it has one");
        return *std::get_if<1>(&held_);
    }

    bool operator==(const Result&) const = default;

  private:
    [[nodiscard]] Value& value() {
        ensure(has_value(), "a result is asked for its value only if it has one");
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] const Value& value() const {
        ensure(has_value(), "a result is asked for its value only if it has one");
        return *std::get_if<0>(&held_);
    }

    std::variant<Value, Error> held_;
};

}  // namespace kalends
