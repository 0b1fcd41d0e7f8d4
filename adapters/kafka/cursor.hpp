#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/kafka/resumption.hpp"
#include "eventstore/disk.hpp"

namespace kalends::kafka {

// The file that notes how far a topic is published. The topic itself tells better: the file counts
// where the topic's messages have gone by its retention, and says how far things are while nobody
// answers. Losing it, or its last write, costs repeats at the most, so that is not synced.
class CursorFile {
  public:
    static constexpr std::string_view file_name = "kafka.cursor";

    CursorFile(Disk& disk, std::string topic);

    // Nothing if there is no such file, or it is damaged, or notes another topic. Throws
    // StorageFailed, as do the others.
    [[nodiscard]] std::optional<Published> read() const;
    // Replaces what was noted, in one step.
    void write(const Published& published);
    // The same for less than was noted before, which must never come back: durable at the return.
    void retract(const Published& published);

  private:
    Disk& disk_;
    std::string topic_;
};

// The bytes of the file, and back: nothing unless they are whole.
[[nodiscard]] std::string encode_cursor(std::string_view topic, const Published& published);
[[nodiscard]] std::optional<Published> decode_cursor(std::string_view topic,
                                                     std::string_view bytes);

}  // namespace kalends::kafka
