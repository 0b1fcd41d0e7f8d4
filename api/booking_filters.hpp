#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/calls.hpp"
#include "api/http/parts.hpp"
#include "api/query_fields.hpp"
#include "domain/booking.hpp"
#include "domain/host.hpp"
#include "schemas/shape/enum_names.hpp"

namespace kalends::api {

// An id that a query names, of a host say. Nothing if it names none or, which is noted, no id.
template <class SomeId>
[[nodiscard]] std::optional<SomeId> id_asked(QueryFields& query, std::string_view name) {
    const auto text = query.text(name);
    if (!text) return std::nullopt;
    const auto id = parse<SomeId>(*text);
    if (!id) query.note(name, "must be an id");
    return id;
}

// One or several of the enumerators, parted by commas; none leaves nothing out. Noted if faulty, as
// what it must be.
template <NamedEnum Enum>
[[nodiscard]] std::vector<Enum> several_asked(QueryFields& query, std::string_view name,
                                              std::string_view wanted) {
    std::vector<Enum> asked;
    const auto given = query.text(name);
    if (!given) return asked;
    auto text = *given;
    do {
        const auto one = parse_name<Enum>(http::take_part(text, ','));
        if (!one) {
            query.note(name, "must be " + std::string{wanted});
            return {};
        }
        if (std::ranges::find(asked, *one) == asked.end()) asked.push_back(*one);
    } while (!text.empty());
    return asked;
}

// `status`: one or several, parted by commas; none leaves nothing out.
[[nodiscard]] std::vector<BookingStatus> statuses_asked(QueryFields& query);

// That of the caller's organisation: what names no zone of its own, a date say, is meant in it.
[[nodiscard]] std::string zone_of_organisation(const ReadCall& call);

// `from` and `to`, each of which may be absent: an instant, or a date, which begins where the
// organisation is.
struct TimesAsked {
    std::optional<Instant> from;
    std::optional<Instant> to;
};
[[nodiscard]] TimesAsked times_asked(const ReadCall& call);

// A host's key sees what is that host's, and no other's: gives the host to ask for, nothing if for
// all of them, or the refusal.
[[nodiscard]] Result<std::optional<HostId>, Problem> host_seen_by(const Actor& actor,
                                                                  std::optional<HostId> asked);

}  // namespace kalends::api
