#include "domain/busy.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "domain/host.hpp"

namespace kalends {
namespace {

TakenTime time_of(const BusyTime::Sources& sources) {
    std::vector<Interval> times;
    for (const auto& [name, source] : sources) {
        const auto& taken = source.taken.intervals();
        times.insert(times.end(), taken.begin(), taken.end());
    }
    return TakenTime{std::move(times)};
}

template <class Change>
Host changed(Host host, const std::string& source, Change change) {
    auto sources = host.busy ? host.busy->sources() : BusyTime::Sources{};
    const auto [at, is_new] = sources.try_emplace(source);
    if (is_new) at->second.revision = host.removed_source_revision;
    change(at->second);
    host.busy = std::make_shared<const BusyTime>(std::move(sources));
    return host;
}

void was_read(BusySource& source, Instant at) {
    source.read_at = at;
    source.standing = SourceStanding::fresh;
}

}  // namespace

std::string_view name_of(WhenStale when) {
    switch (when) {
        case WhenStale::closed:
            return "closed";
        case WhenStale::open:
            return "open";
        case WhenStale::last_import:
            return "last_import";
    }
    broken("every way to take a stale source has a name");
}

std::string_view name_of(SourceStanding standing) {
    switch (standing) {
        case SourceStanding::fresh:
            return "fresh";
        case SourceStanding::stale:
            return "stale";
        case SourceStanding::closed:
            return "closed";
    }
    broken("every standing of a source has a name");
}

std::optional<Instant> due_of(const BusySource& source, Instant read_at) {
    if (source.standing == SourceStanding::fresh) return read_at + source.policy.stale_after;
    const bool may_close = source.standing == SourceStanding::stale &&
                           source.policy.when_stale == WhenStale::last_import;
    if (may_close) return read_at + source.policy.last_import_for;
    return std::nullopt;
}

SourceStanding standing_at(const BusySource& source, Instant read_at, Instant now) {
    const auto due = due_of(source, read_at);
    if (!due || *due > now) return source.standing;
    const auto& policy = source.policy;
    switch (policy.when_stale) {
        case WhenStale::closed:
            return SourceStanding::closed;
        case WhenStale::open:
            return SourceStanding::stale;
        case WhenStale::last_import:
            return read_at + policy.last_import_for <= now ? SourceStanding::closed
                                                           : SourceStanding::stale;
    }
    broken("every way to take a stale source gives it a standing");
}

BusyTime::BusyTime(Sources sources) : sources_{std::move(sources)}, taken_{time_of(sources_)} {}

const BusySource* BusyTime::find(std::string_view source) const {
    const auto found = sources_.find(source);
    return found == sources_.end() ? nullptr : &found->second;
}

Instant LastReads::read_at(HostId host, std::string_view name, const BusySource& source) const {
    const auto found = reads_.find({host, std::string{name}});
    return found == reads_.end() ? source.read_at : std::max(source.read_at, found->second);
}

LastReads LastReads::of(HostId host) const {
    LastReads some;
    auto at = reads_.lower_bound({host, {}});
    for (; at != reads_.end() && at->first.first == host; ++at) some.reads_.insert(*at);
    return some;
}

std::optional<DueSource> next_due_source(HostId host, const BusyTime& busy,
                                         const LastReads& reads) {
    std::optional<DueSource> first;
    for (const auto& [name, source] : busy.sources()) {
        const auto due = due_of(source, reads.read_at(host, name, source));
        if (due && (!first || *due < first->at)) first = DueSource{*due, name};
    }
    return first;
}

Host evolve(Host host, const BusySourceSet& e, const Recorded& at) {
    return changed(std::move(host), e.source, [&](BusySource& source) {
        source.policy = e.policy;
        was_read(source, at.time);
        ++source.revision;
    });
}

// What is so long over that no start can come to lie there is forgotten, like claims are.
Host evolve(Host host, const BusyImported& e, const Recorded& at) {
    return changed(std::move(host), e.source, [&](BusySource& source) {
        source.taken = source.taken.without(TakenTime{e.removed}).with(TakenTime{e.added});
        source.taken.forget_before(at.time - calendar_memory);
        was_read(source, at.time);
        ++source.revision;
    });
}

Host evolve(Host host, const BusySourceStale& e, const Recorded&) {
    return changed(std::move(host), e.source, [&](BusySource& source) {
        source.read_at = e.read_at;
        source.standing = e.is_closed ? SourceStanding::closed : SourceStanding::stale;
    });
}

Host evolve(Host host, const BusySourceRecovered& e, const Recorded& at) {
    return changed(std::move(host), e.source,
                   [&](BusySource& source) { was_read(source, at.time); });
}

Host evolve(Host host, const BusySourceRemoved& e, const Recorded&) {
    const BusySource* gone = host.busy ? host.busy->find(e.source) : nullptr;
    if (gone == nullptr) return host;
    host.removed_source_revision = std::max(host.removed_source_revision, gone->revision);
    auto sources = host.busy->sources();
    sources.erase(e.source);
    host.busy = sources.empty() ? nullptr : std::make_shared<const BusyTime>(std::move(sources));
    return host;
}

}  // namespace kalends
