#include "commands/import_busy.hpp"

#include <algorithm>

#include "commands/covered_bookings.hpp"
#include "commands/rights.hpp"
#include "domain/bounds.hpp"

namespace kalends {
namespace {

// What is so long over that it would be forgotten is left out here as in what was known, or it
// would come or go anew each time.
TakenTime after_import(const BusySource& present, const ImportBusy& c, Instant now) {
    auto busy = present.taken.without(TakenTime{{c.window}}).with(TakenTime{c.busy});
    busy.forget_before(now - calendar_memory);
    return busy;
}

// When the first of the host's sources falls due, once this one was read now.
Instant next_due(const ImportBusy& c, const Host& host, Instant now) {
    Instant first = now + c.policy.stale_after;
    if (!host.busy) return first;
    for (const auto& [name, source] : host.busy->sources()) {
        const auto due = name == c.source ? std::nullopt : due_of(source, source.read_at);
        if (due) first = std::min(first, *due);
    }
    return first;
}

}  // namespace

void needs(const ImportBusy& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const ImportBusy& c, const Scope& scope, Instant now) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    const BusySource* known = host->busy ? host->busy->find(c.source) : nullptr;
    const auto revision = known ? std::optional{known->revision} : std::nullopt;
    if (scope.is_stale(revision)) return refuse(Rejection::stale_revision);
    if (host->is_retired) return refuse(Rejection::not_active);
    if (!known && host->busy && host->busy->sources().size() >= busy_sources_of_host_max) {
        return refuse(Rejection::too_many);
    }
    BusySource present = known ? *known : BusySource{};
    present.taken.forget_before(now - calendar_memory);
    const TakenTime busy = after_import(present, c, now);
    if (busy.intervals().size() > busy_intervals_of_source_max) {
        return refuse(Rejection::too_many, "/busy");
    }

    Events events;
    const Instant due = next_due(c, *host, now);
    if (!known || known->policy != c.policy) {
        events.push_back(BusySourceSet{c.host, c.source, c.policy, due});
    }
    if (present.standing != SourceStanding::fresh) {
        events.push_back(BusySourceRecovered{c.host, c.source, due});
    }
    const auto added = busy.without(present.taken);
    const auto removed = present.taken.without(busy);
    if (!added.is_empty() || !removed.is_empty()) {
        events.push_back(BusyImported{c.host, c.source, c.window, added.intervals(),
                                      removed.intervals(), covered_bookings(*host, added, now),
                                      due});
    }
    return events;
}

}  // namespace kalends
