#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/request.hpp"
#include "api/replies.hpp"
#include "domain/availability/zone_clock.hpp"
#include "domain/id.hpp"
#include "domain/time.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/bounds.hpp"

namespace kalends::api {

// Reads the query parameters of one request, and collects all that is wrong with them.
class QueryFields {
  public:
    explicit QueryFields(const http::Request& request) : request_{request} {}

    // Nothing if the parameter is absent or, which is noted, faulty.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view name);
    // Of a parameter that may stand several times.
    [[nodiscard]] std::vector<std::string_view> texts(std::string_view name);
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, Bounds bounds);
    [[nodiscard]] std::optional<bool> boolean(std::string_view name);
    [[nodiscard]] std::optional<std::string_view> zone(std::string_view name,
                                                       const ZoneNames& zones);
    [[nodiscard]] std::optional<Instant> instant(std::string_view name);
    // An instant, or a date: then its midnight in that zone.
    [[nodiscard]] std::optional<Instant> instant_or_date(std::string_view name, ZoneClock zone);

    void note(std::string_view name, std::string detail);
    void note_missing(std::string_view name) { note(name, "is missing"); }

    // Notes the parameters that nobody asked for, and those that stand twice though only the first
    // was looked at; what is wrong, if anything is.
    [[nodiscard]] std::optional<Problem> problem();

  private:
    void note_repeated();

    const http::Request& request_;
    std::vector<std::string_view> asked_;
    std::vector<std::string_view> may_stand_again_;
    std::vector<FieldError> errors_;
};

}  // namespace kalends::api
