#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schemas/envelope.hpp"

namespace kalends {

// The events of one command, written out before the record takes any of them: one that is too large
// leaves nothing half written. Keeps its buffer. For the deciding thread.
class Drafts {
  public:
    void clear();
    // False if the event would be larger than `event_bytes_max`, or all of them together larger
    // than `command_bytes_max`.
    [[nodiscard]] bool add(StoredEvent stored);

    [[nodiscard]] std::size_t size() const { return drafts_.size(); }
    [[nodiscard]] const std::shared_ptr<const StoredEvent>& stored(std::size_t at) const {
        return drafts_[at].stored;
    }
    // Until the next call that is not const.
    [[nodiscard]] std::string_view bytes(std::size_t at) const;
    // The revision that the stream has after them; `before` if none of them changes it.
    [[nodiscard]] Revision revision_after(StreamId stream, Revision before);

  private:
    struct Draft {
        std::shared_ptr<const StoredEvent> stored;
        std::size_t end = 0;  // in the bytes of all
    };

    std::vector<Draft> drafts_;
    std::string bytes_;
    // Of the streams that the first so many of them change: a command of one event looks none up.
    std::unordered_map<StreamId, Revision> revisions_;
    std::size_t counted_ = 0;
};

}  // namespace kalends
