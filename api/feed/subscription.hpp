#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "api/answer_frame.hpp"
#include "domain/id.hpp"
#include "projections/feed/feed_filter.hpp"

namespace kalends::api {

// The API key that somebody follows a feed with.
struct Holder {
    OrganisationId organisation;
    ApiKeyId key;

    auto operator<=>(const Holder&) const = default;
};

// What somebody wants to follow, and from where.
struct Subscription {
    Holder holder;
    FeedFilter filter;
    std::optional<Position> after;  // nothing: from now on
    std::string_view pointer;       // where the request names that position
    bool is_head = false;           // asks for no more than the head of the answer
    AnswerFrame frame;
};

}  // namespace kalends::api
