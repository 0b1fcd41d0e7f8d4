#include "commands/engine/open_record.hpp"

#include <algorithm>

namespace kalends {

std::shared_ptr<const StoredEvent> OpenRecord::event(StreamId stream, Revision revision) const {
    const auto found = std::find_if(streams.begin(), streams.end(), [&](const StreamEntry& entry) {
        return entry.stream == stream && entry.revision == revision;
    });
    return found == streams.end() ? nullptr : events[found->place];
}

const KeyUse* OpenRecord::find(const KeyedDigest& key) const {
    const auto found = uses.find(key);
    return found == uses.end() ? nullptr : &found->second;
}

}  // namespace kalends
