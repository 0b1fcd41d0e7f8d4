#include "api/endpoints/guests.hpp"

#include <utility>

#include "api/list_pages.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "schemas/resources/guest.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

std::optional<GuestsQuery::Place> guest_asked_after(const ReadCall& call) {
    const auto cursor = cursor_asked(call, 3);
    if (!cursor) return std::nullopt;
    return GuestsQuery::Place{cursor->at(0), static_cast<std::size_t>(cursor->at(1)),
                              cursor->at(2)};
}

Response shown(const GuestsPage& page, const std::string& link) {
    std::optional<std::string> next;
    if (page.next) {
        const auto& [number, guest, first] = *page.next;
        next = link + to_text(ListCursor{number, static_cast<std::int64_t>(guest), first});
    }
    std::string body;
    append_page(body, page.guests, next, [](std::string& out, const FoundGuest& guest) {
        append_found_guest(out, guest.subject, guest.opened, guest.booking);
    });
    return ok(std::move(body));
}

Answer shown(const std::optional<HeldGuest>& held) {
    if (!held) return not_found();
    GuestShown shown{held->subject,      held->opened,        held->known_as, held->linked,
                     held->linked_count, held->booking_count, held->has_more, {}};
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
    asked.address = address_asked(query, "email");
    asked.text = text_asked(query);
    asked.after = guest_asked_after(call);
    asked.limit = limit_asked(query);
    const bool is_search = asked.address || call.request.query_parameter("text");
    if (!is_search) query.note("text", "is missing, and there is no email either");
    if (auto problem = query.problem()) return *std::move(problem);
    if (auto problem = check_may_see_guests(call.caller.actor)) return *std::move(problem);
    const auto link = link_to_list(call.request);
    return ask_view<BookingsView>(
        "bookings", [=](BookingsView& view) -> Answer { return shown(view.search(asked), link); });
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
