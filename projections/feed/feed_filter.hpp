#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "schemas/event_face.hpp"

namespace kalends {

// Which events a reader of a feed asks for.
struct FeedQuery {
    OrganisationId organisation;
    // Stored names of events, each out of `event_types`; none asks for all.
    std::vector<std::string_view> types;
    // Only those that change this host.
    std::optional<HostId> host;

    auto operator<=>(const FeedQuery&) const = default;
};

// Tells the events of one feed from all others. What a restore withdrew concerns everybody, so that
// is shown whatever is asked for.
class FeedFilter {
  public:
    explicit FeedFilter(FeedQuery query);

    [[nodiscard]] bool shows(const EventFace& face) const;
    [[nodiscard]] const FeedQuery& query() const { return query_; }

  private:
    FeedQuery query_;
    std::string source_;
};

}  // namespace kalends
