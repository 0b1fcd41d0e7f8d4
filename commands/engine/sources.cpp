#include "commands/engine/engine.hpp"

// What the engine knows of outside sources of busy time beside the log: when each was last read.

namespace kalends {

// That an import was accepted is known even where it changed nothing and wrote nothing (rule B6).
// One under the name of a source that is gone is of another source.
void Engine::note_read(const Command& command, const Scope& scope, Instant now) {
    if (const auto* removal = std::get_if<RemoveBusySource>(&command)) {
        last_reads_.forget(removal->host, removal->source);
    }
    const auto* import = std::get_if<ImportBusy>(&command);
    if (import == nullptr) return;
    last_reads_.note(import->host, import->source, now);
    postpone_stale(import->host, *state_of(stream_of(import->host), scope)->as<Host>());
}

// What is known of its sources here lets a host fall due later than the log says.
void Engine::postpone_stale(HostId id, const Host& host) {
    const auto due = host.busy ? next_due_source(id, *host.busy, last_reads_) : std::nullopt;
    if (due) due_.postpone(stream_of(id), due->at);
}

Command Engine::due_command(StreamId stream) const {
    if (stream.kind != StreamKind::host) return Expire{stream};
    const HostId host{stream.id};
    return GoStale{host, last_reads_.of(host)};
}

}  // namespace kalends
