#include "commands/engine/open_record.hpp"

#include <algorithm>

namespace kalends {

// An answer asks for the event just written, so the last come first.
std::shared_ptr<const StoredEvent> OpenRecord::event(StreamId stream, Revision revision) const {
    const auto found =
        std::find_if(streams.rbegin(), streams.rend(), [&](const StreamEntry& entry) {
            return entry.stream == stream && entry.revision == revision;
        });
    return found == streams.rend() ? nullptr : events[found->place];
}

}  // namespace kalends
