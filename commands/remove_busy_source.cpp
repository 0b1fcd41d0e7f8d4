#include "commands/remove_busy_source.hpp"

#include "commands/rights.hpp"

namespace kalends {
namespace {

// When the first of the sources that stay falls due.
std::optional<Instant> next_due(const Host& host, const std::string& gone) {
    auto sources = host.busy->sources();
    sources.erase(gone);
    const auto next = next_due_source(host.id, BusyTime{std::move(sources)}, {});
    return next ? std::optional{next->at} : std::nullopt;
}

}  // namespace

void needs(const RemoveBusySource& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const RemoveBusySource& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    const BusySource* source = host->busy ? host->busy->find(c.source) : nullptr;
    if (source == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(source->revision)) return refuse(Rejection::stale_revision);

    return Events{BusySourceRemoved{c.host, c.source, next_due(*host, c.source)}};
}

}  // namespace kalends
