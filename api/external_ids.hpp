#pragma once

#include <optional>

#include "api/calls.hpp"
#include "api/new_ids.hpp"
#include "domain/characters.hpp"
#include "schemas/requests/bounds.hpp"

namespace kalends::api {

// The id of what `external_id` names by its owner's own name for it; nothing if the query has no
// such parameter or, which is noted, a faulty one. There may be nothing of that id.
template <class SomeId>
[[nodiscard]] std::optional<SomeId> external_id_asked(const ReadCall& call) {
    const auto name = call.query.text("external_id");
    if (!name) return std::nullopt;
    if (!bounds::external_id_chars.contain(count_characters(*name)) ||
        has_control_characters(*name, Lines::one)) {
        call.query.note("external_id", "must have 1 to 100 characters, and no control characters");
        return std::nullopt;
    }
    return id_of_external<SomeId>(call.app, call.caller.organisation, *name);
}

}  // namespace kalends::api
