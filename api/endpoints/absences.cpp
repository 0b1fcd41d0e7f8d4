#include "api/endpoints/absences.hpp"

#include <algorithm>
#include <variant>

#include "api/named_host.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "domain/check.hpp"
#include "schemas/requests/absence.hpp"
#include "schemas/resources/absence.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

// The event of the host's stream that added an absence tells all of it, what lay under it included.
AbsenceAdded append(std::string& out, App& app, HostId host, Revision added_at) {
    const auto stored = app.engine.event(stream_of(host), added_at);
    const auto* added = stored ? std::get_if<AbsenceAdded>(&stored->event) : nullptr;
    ensure(added != nullptr, "the event that added an absence is in the log");
    append_absence(out, *added, app.engine.open(stored->envelope.id, "note", added->note));
    return *added;
}

Response shown_added(App& app, const Accepted& accepted) {
    const HostId host = accepted.resource->as<Host>()->id;
    std::string body;
    const auto added = append(body, app, host, accepted.resource->revision);
    return created("/v1/hosts/" + to_text(host) + "/absences/" + to_text(added.absence),
                   std::move(body))
        .with("ETag", entity_tag(absence_revision));
}

}  // namespace

Result<Intent, Problem> add_absence(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    auto command = parse_add_absence(call.body);
    if (!command) return malformed(command.error());
    command->host = *host;
    command->absence = made_id<AbsenceId>(call.app);
    return Intent{call.caller.organisation, *std::move(command), shown_added};
}

Result<Intent, Problem> remove_absence(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    const auto absence = parse<AbsenceId>(call.path_parameter("absence"));
    if (!host || !absence) return not_found();
    const auto show = [](App&, const Accepted&) { return Response{Status::no_content}; };
    return Intent{call.caller.organisation, RemoveAbsence{*host, *absence}, show};
}

Answer list_absences(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto own = own_host(call);
    if (!own) return own.error();
    const Host& host = **own;
    std::vector<Absence> found;
    if (host.absences) {
        const auto& all = host.absences->all();
        auto at = std::ranges::upper_bound(all, AbsenceId{page.after}, {}, &Absence::id);
        for (; at != all.end() && found.size() <= page.limit; ++at) found.push_back(*at);
    }
    const auto next = cut_to_page(found, call.request, page,
                                  [](const Absence& absence) { return absence.id.bits(); });
    std::string body;
    append_page(body, found, next, [&](std::string& out, const Absence& absence) {
        append(out, call.app, host.id, absence.added_at);
    });
    return ok(std::move(body));
}

Answer get_absence(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto own = own_host(call);
    if (!own) return own.error();
    const Host& host = **own;
    const auto id = parse<AbsenceId>(call.path_parameter("absence"));
    const auto* absence = id && host.absences ? host.absences->find(*id) : nullptr;
    if (absence == nullptr) return not_found();
    std::string body;
    append(body, call.app, host.id, absence->added_at);
    return ok(std::move(body), absence_revision);
}

}  // namespace kalends::api
