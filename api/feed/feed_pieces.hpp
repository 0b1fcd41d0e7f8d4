#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "projections/feed/feed_reader.hpp"
#include "projections/runner.hpp"

namespace kalends::api {

// A part of a feed as server-sent events.
struct FeedPiece {
    std::string text;
    Position end;  // the next begins here
    bool is_last = false;
};

// Makes pieces of feeds, and keeps them as long as they are the latest, for those who follow the
// same feed make the same way. For the views' thread.
class FeedPieces {
  public:
    // The log outlives it. A piece holds at most `bytes_max` and one event more.
    FeedPieces(const LogReader& log, std::size_t bytes_max, std::size_t looked_at_max);

    // The piece that follows `after`. The views have the view `feed`. Throws StorageFailed.
    [[nodiscard]] std::shared_ptr<const FeedPiece> find(Runner& views, const FeedFilter& filter,
                                                        Position after);
    // What was the end of a feed may not be any more.
    void forget() { kept_.clear(); }

  private:
    FeedReader reader_;
    FeedBounds bounds_;
    std::map<std::pair<FeedQuery, Position>, std::shared_ptr<const FeedPiece>> kept_;
};

}  // namespace kalends::api
