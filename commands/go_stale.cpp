#include "commands/go_stale.hpp"

#include <algorithm>

namespace kalends {
namespace {

// What falls due next, once this source stands as it will.
std::optional<Instant> next_due(const Host& host, const GoStale& c, const DueSource& due,
                                SourceStanding standing) {
    auto sources = host.busy->sources();
    BusySource& gone = sources.at(due.name);
    gone.read_at = c.reads.read_at(c.host, due.name, gone);
    gone.standing = standing;
    const auto next = next_due_source(c.host, BusyTime{std::move(sources)}, {});
    return next ? std::optional{next->at} : std::nullopt;
}

}  // namespace

void needs(const GoStale& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const GoStale& c, const Scope& scope, Instant now) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (scope.actor().kind != ActorKind::system) return refuse(Rejection::forbidden);
    const auto due = host->busy ? next_due_source(c.host, *host->busy, c.reads) : std::nullopt;
    if (!due || due->at > now) return Events{};

    const BusySource& source = *host->busy->find(due->name);
    const Instant read_at = c.reads.read_at(c.host, due->name, source);
    const auto standing = standing_at(source, read_at, now);
    return Events{BusySourceStale{c.host, due->name, read_at, due->at,
                                  standing == SourceStanding::closed,
                                  next_due(*host, c, *due, standing)}};
}

}  // namespace kalends
