#include "api/feed/feed_pieces.hpp"

#include <limits>

namespace kalends::api {
namespace {

constexpr std::size_t kept_max = 64;

// An event holds no line break, being JSON in its shortest form.
void append_event(std::string& text, const FeedEvent& event) {
    text.append("id: ").append(to_text(event.position));
    text.append("\nevent: ").append(event.type);
    text.append("\ndata: ").append(event.bytes).append("\n\n");
}

}  // namespace

FeedPieces::FeedPieces(const LogReader& log, std::size_t bytes_max, std::size_t looked_at_max)
    : reader_{log},
      bounds_{.events_max = std::numeric_limits<std::size_t>::max(),
              .bytes_max = bytes_max,
              .looked_at_max = looked_at_max,
              .ends_with_command = false} {}

std::shared_ptr<const FeedPiece> FeedPieces::find(Runner& views, const FeedFilter& filter,
                                                  Position after) {
    const std::pair key{filter.query(), after};
    if (const auto kept = kept_.find(key); kept != kept_.end()) return kept->second;
    auto piece = std::make_shared<FeedPiece>();
    const auto reading = reader_.read(
        dynamic_cast<FeedView&>(*views.find("feed")), views.position_of("feed"), filter, after,
        bounds_, [&](const FeedEvent& event) { append_event(piece->text, event); });
    piece->end = reading.reached;
    piece->is_last = reading.is_end;
    if (kept_.size() >= kept_max) kept_.clear();
    kept_.emplace(key, piece);
    return piece;
}

}  // namespace kalends::api
