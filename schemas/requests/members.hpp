#pragma once

#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "schemas/requests/faults.hpp"

namespace kalends {

// A rule reads one value: `rule(value, faults)` gives what it means, or notes what is wrong with it
// and gives nothing.
template <class Rule>
using Meaning = typename std::invoke_result_t<Rule, JsonValue, FaultList&>::value_type;

// Reads the members of one object, each by its rule, in whatever order they stand. What is faulty
// leaves its target as it was; what nobody asked for is a fault.
class BodyMembers {
  public:
    // `object` must be of that kind.
    BodyMembers(JsonValue object, FaultList& faults) : object_{object}, faults_{faults} {
        asked_.reserve(members_usual);
    }

    template <class Value, class Rule>
    void must(std::string_view name, Value& to, const Rule& rule) {
        if (!may(name, to, rule)) note(name, "is missing");
    }

    // Whether the member is there, faulty or not.
    template <class Value, class Rule>
    bool may(std::string_view name, Value& to, const Rule& rule) {
        const auto value = look(name);
        if (!value) return false;
        if (auto read = rule(*value, faults_)) to = std::move(*read);
        return true;
    }

    // Notes a fault of that member.
    void note(std::string_view name, std::string message) {
        faults_.note_member(object_, name, std::move(message));
    }
    // Notes the members that were not asked for.
    void finish();
    // For an object so wrong that nobody knows what may stand in it.
    void skip_the_rest() { skips_the_rest_ = true; }

  private:
    [[nodiscard]] std::optional<JsonValue> look(std::string_view name);

    // No object of ours may have many more.
    static constexpr std::size_t members_usual = 12;

    JsonValue object_;
    FaultList& faults_;
    std::vector<std::string_view> asked_;
    bool skips_the_rest_ = false;
};

// `read(members, to)` asks for all members that the object may have.
template <class T, class Read>
[[nodiscard]] std::optional<T> read_members(JsonValue value, FaultList& faults, const Read& read) {
    if (value.kind() != JsonKind::object) {
        faults.note(value, "must be an object");
        return std::nullopt;
    }
    const auto found_before = faults.found();
    T to{};
    BodyMembers members{value, faults};
    read(members, to);
    members.finish();
    if (faults.found() != found_before) return std::nullopt;
    return to;
}

template <class Command, class Read>
[[nodiscard]] Parsed<Command> parse_body(JsonValue body, const Read& read) {
    FaultList faults;
    auto command = read_members<Command>(body, faults, read);
    if (!command) return faults.take();
    return *std::move(command);
}

}  // namespace kalends
