#include "api/query_fields.hpp"

#include <algorithm>
#include <charconv>

#include "schemas/requests/values.hpp"

namespace kalends::api {
namespace {

// Whoever forgets that a plus in an address is a blank sees no fault in what was sent.
constexpr std::string_view time_meaning =
    "an RFC 3339 time with an offset, as in 2026-12-01T09:00:00Z (write %2B for a plus)";

std::string wrong_with_time(std::string_view text, std::string_view or_what = {}) {
    const bool has_form =
        is_of_another_year<Instant>(text) || (!or_what.empty() && is_of_another_year<Date>(text));
    if (has_form) return std::string{years_wanted};
    return "must be " + std::string{or_what}.append(time_meaning);
}

}  // namespace

std::optional<std::string_view> QueryFields::text(std::string_view name) {
    asked_.push_back(name);
    return request_.query_parameter(name);
}

std::vector<std::string_view> QueryFields::texts(std::string_view name) {
    asked_.push_back(name);
    may_stand_again_.push_back(name);
    std::vector<std::string_view> all;
    for (const auto& parameter : request_.query) {
        if (parameter.name == name) all.push_back(parameter.value);
    }
    return all;
}

std::optional<std::int64_t> QueryFields::number(std::string_view name, Bounds bounds) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    std::int64_t number = 0;
    const auto end = value->data() + value->size();
    const auto [at, error] = std::from_chars(value->data(), end, number);
    if (error == std::errc{} && at == end && bounds.contain(number)) return number;
    note(name, "must be a whole number from " + std::to_string(bounds.least) + " to " +
                   std::to_string(bounds.most));
    return std::nullopt;
}

std::optional<bool> QueryFields::boolean(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (*value == "true" || *value == "false") return *value == "true";
    note(name, "must be true or false");
    return std::nullopt;
}

std::optional<std::string_view> QueryFields::zone(std::string_view name, const ZoneNames& zones) {
    const auto value = text(name);
    if (!value || zones.has(*value)) return value;
    note(name, "must be the name of an IANA time zone");
    return std::nullopt;
}

std::optional<Instant> QueryFields::instant(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    const auto at = parse_instant(*value);
    if (!at) note(name, wrong_with_time(*value));
    return at;
}

std::optional<Instant> QueryFields::instant_or_date(std::string_view name, ZoneClock zone) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (const auto at = parse_instant(*value)) return at;
    if (const auto date = parse_date(*value)) return zone.instant_of(CivilMinute{*date});
    note(name, wrong_with_time(*value, "a date, or "));
    return std::nullopt;
}

void QueryFields::note(std::string_view name, std::string detail) {
    errors_.push_back({std::string{name}, std::move(detail)});
}

void QueryFields::note_repeated() {
    std::vector<std::string_view> seen;
    seen.reserve(request_.query.size());
    for (const auto& parameter : request_.query) {
        const bool may_stand_again = std::ranges::count(may_stand_again_, parameter.name) > 0;
        if (!may_stand_again && std::ranges::count(seen, parameter.name) == 1) {
            note(parameter.name, "must not stand twice");
        }
        seen.push_back(parameter.name);
    }
}

std::optional<Problem> QueryFields::problem() {
    note_repeated();
    for (const auto& parameter : request_.query) {
        if (std::ranges::find(asked_, parameter.name) == asked_.end()) {
            note(parameter.name, "is not a parameter of this query");
        }
    }
    if (errors_.empty()) return std::nullopt;
    return malformed(std::move(errors_));
}

}  // namespace kalends::api
