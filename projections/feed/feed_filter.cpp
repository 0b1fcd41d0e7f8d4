#include "projections/feed/feed_filter.hpp"

#include <algorithm>
#include <utility>

#include "schemas/events/log.hpp"

namespace kalends {

FeedFilter::FeedFilter(FeedQuery query)
    : query_{std::move(query)}, source_{source_of(query_.organisation)} {}

bool FeedFilter::shows(const EventFace& face) const {
    if (face.type == shape<LogRestored>.name) return true;
    if (face.source != source_ && !face.is_of_no_organisation()) return false;
    const auto& types = query_.types;
    if (!types.empty() && std::ranges::find(types, face.type) == types.end()) return false;
    return !query_.host || face.names(stream_of(*query_.host));
}

}  // namespace kalends
