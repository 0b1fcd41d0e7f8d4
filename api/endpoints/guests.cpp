#include "api/endpoints/guests.hpp"

#include <utility>

#include "api/list_pages.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "projections/bookings/words.hpp"
#include "schemas/resources/guest.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

std::optional<GuestsQuery::Place> place_asked(QueryFields& query) {
    const auto cursor = cursor_asked(query);
    if (!cursor) return std::nullopt;
    return GuestsQuery::Place{cursor->first, static_cast<std::size_t>(cursor->second)};
}

Response page_of(std::vector<FoundGuest> found, std::size_t limit, const std::string& link) {
    std::optional<std::string> next;
    if (found.size() > limit) {
        found.resize(limit);
        const auto& last = found.back().place;
        next = link + to_text(ListCursor{last.number, static_cast<std::int64_t>(last.guest)});
    }
    std::string body;
    append_page(body, found, next, [](std::string& out, const FoundGuest& guest) {
        append_found_guest(out, guest.subject, guest.opened, guest.booking);
    });
    return ok(std::move(body));
}

Answer shown(const std::optional<HeldGuest>& held) {
    if (!held) return not_found();
    GuestShown shown{held->subject, held->opened,         held->known_as,
                     held->linked,  held->bookings_count, {}};
    for (const auto& one : held->bookings) shown.bookings.emplace_back(one.booking, one.opened);
    std::string body;
    append_guest(body, shown);
    return ok(std::move(body));
}

// A guest may have been with other hosts, too.
std::optional<Problem> check_may_see_guests(const Actor& actor) {
    if (actor.role != Role::host) return std::nullopt;
    return forbidden("A host's key sees guests in the host's own bookings alone.");
}

}  // namespace

Result<ViewQuery, Problem> search_guests(const ReadCall& call) {
    auto& query = call.query;
    GuestsQuery asked{.organisation = call.caller.organisation};
    if (const auto email = query.text("email")) asked.address = compared_address(*email);
    asked.text = text_asked(query);
    asked.after = place_asked(query);
    const auto limit = limit_asked(query);
    asked.limit = limit + 1;
    const bool is_search =
        asked.address || !match_of(asked.organisation, "guests", asked.text).empty();
    if (!is_search) query.note("text", "must have a letter or digit where there is no email");
    if (auto problem = query.problem()) return *std::move(problem);
    if (auto problem = check_may_see_guests(call.caller.actor)) return *std::move(problem);
    const auto link = link_without_cursor(call.request);
    return ask_view<BookingsView>("bookings", [=](BookingsView& view) -> Answer {
        return page_of(view.search(asked), limit, link);
    });
}

Result<ViewQuery, Problem> get_guest(const ReadCall& call) {
    const auto guest = parse<SubjectId>(call.path_parameter("id"));
    if (auto problem = call.query.problem()) return *std::move(problem);
    if (auto problem = check_may_see_guests(call.caller.actor)) return *std::move(problem);
    if (!guest) return not_found();
    return ask_view<BookingsView>(
        "bookings",
        [guest = *guest, organisation = call.caller.organisation](BookingsView& view) -> Answer {
            return shown(view.find_guest(organisation, guest));
        });
}

}  // namespace kalends::api
