#pragma once

#include <optional>
#include <string>

#include "commands/personal.hpp"
#include "domain/questions.hpp"
#include "schemas/requests/faults.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

// Personal values leave the parsers as canonical JSON texts: what is sealed is what the resources
// show once it is opened.

struct HostDetails {
    std::string name;
    std::optional<std::string> email;
};
template <>
inline constexpr auto shape<HostDetails> =
    fields(Field{"name", &HostDetails::name}, Maybe{"email", &HostDetails::email});

struct GuestDetails {
    std::string name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
};
template <>
inline constexpr auto shape<GuestDetails> =
    fields(Field{"name", &GuestDetails::name}, Maybe{"email", &GuestDetails::email},
           Maybe{"phone", &GuestDetails::phone});

[[nodiscard]] Clear clear(const HostDetails& details);
[[nodiscard]] Clear clear(const GuestDetails& details);

// Answers as they are sealed, and as they are checked against the questions.
struct GivenAnswers {
    Clear clear;
    Answers answers;
};

// Each a rule. Answers are texts, numbers, true or false, or lists of texts by the id of
// their question; metadata are texts by name; members are kept in the order of their names.
[[nodiscard]] std::optional<GivenAnswers> read_answers(JsonValue value, FaultList& faults);
[[nodiscard]] std::optional<Clear> read_metadata(JsonValue value, FaultList& faults);
[[nodiscard]] std::optional<Clear> read_location(JsonValue value, FaultList& faults);
[[nodiscard]] std::optional<Clear> read_reason(JsonValue value, FaultList& faults);
[[nodiscard]] std::optional<Clear> read_note(JsonValue value, FaultList& faults);

// What stands for a value that is taken away.
inline constexpr std::string_view taken_away = "null";

}  // namespace kalends
