#include <utility>

#include "commands/engine/engine.hpp"

// What the engine knows of outside sources of busy time beside the log: when each was last read.

namespace kalends {

// That an import was accepted is known even where it changed nothing and wrote nothing (rule B6).
// One under the name of a source that is gone is of another source.
void Engine::note_read(const Command& command, const Scope& scope, Instant now) {
    if (const auto* removal = std::get_if<RemoveBusySource>(&command)) {
        last_reads_.forget(removal->host, removal->source);
        open_.reads.push_back({{removal->host, removal->source}, std::nullopt});
    }
    const auto* import = std::get_if<ImportBusy>(&command);
    if (import == nullptr) return;
    last_reads_.note(import->host, import->source, now);
    open_.reads.push_back({{import->host, import->source}, now});
    postpone_stale(import->host, *state_of(stream_of(import->host), scope)->as<Host>());
}

// What is known of its sources here lets a host fall due later than the log says: then, if at all.
std::optional<Instant> Engine::postpone_stale(HostId id, const Host& host) {
    const auto due = host.busy ? next_due_source(id, *host.busy, last_reads_) : std::nullopt;
    if (!due) return std::nullopt;
    due_.postpone(stream_of(id), due->at);
    return due->at;
}

// A start finds what was read without loading the hosts, and so when they fall due only once the
// log says that they do.
bool Engine::was_read_since(StreamId stream, const StreamState& state, Instant now) {
    const auto* host = state.as<Host>();
    if (host == nullptr) return false;
    const auto due = postpone_stale(HostId{stream.id}, *host);
    return due && *due > now;
}

// Into the index, which stands at a record that holds all that was read.
void Engine::keep_reads(OpenRecord& record) {
    for (const auto& [source, at] : std::exchange(record.reads, {})) index_.set_read(source, at);
}

// As the log tells after a crash: one of that name that comes later is another source.
void Engine::forget_read(const SourceName& source) {
    last_reads_.forget(source.host, source.name);
    index_.set_read(source, std::nullopt);
}

void Engine::find_reads() {
    index_.each_read([this](const SourceName& source, Instant at) {
        last_reads_.note(source.host, source.name, at);
    });
}

Command Engine::due_command(StreamId stream) const {
    if (stream.kind != StreamKind::host) return Expire{stream};
    const HostId host{stream.id};
    return GoStale{host, last_reads_.of(host)};
}

}  // namespace kalends
