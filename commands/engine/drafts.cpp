#include "commands/engine/drafts.hpp"

#include <utility>

#include "domain/bounds.hpp"

namespace kalends {

void Drafts::clear() {
    drafts_.clear();
    bytes_.clear();
    revisions_.clear();
    counted_ = 0;
}

bool Drafts::add(StoredEvent stored) {
    try {
        encode_event(bytes_, stored.envelope, stored.event);
    } catch (const EventTooLarge&) {
        return false;
    }
    if (bytes_.size() > command_bytes_max) return false;
    drafts_.push_back({std::make_shared<const StoredEvent>(std::move(stored)), bytes_.size()});
    return true;
}

std::string_view Drafts::bytes(std::size_t at) const {
    const auto begin = at == 0 ? 0 : drafts_[at - 1].end;
    return std::string_view{bytes_}.substr(begin, drafts_[at].end - begin);
}

Revision Drafts::revision_after(StreamId stream, Revision before) {
    for (; counted_ < drafts_.size(); ++counted_) {
        for (const auto& [changed, revision] : drafts_[counted_].stored->envelope.streams) {
            revisions_.insert_or_assign(changed, revision);
        }
    }
    const auto found = revisions_.find(stream);
    return found == revisions_.end() ? before : found->second;
}

}  // namespace kalends
