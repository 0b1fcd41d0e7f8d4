#pragma once

#include <optional>
#include <variant>

#include "api/app.hpp"
#include "api/calls.hpp"

namespace kalends::api {

// What a command wrote as the last event of this stream, however often its answer is given; nothing
// if it changed nothing.
template <class Fact>
std::optional<Fact> written(App& app, const Accepted& accepted, StreamId stream) {
    if (!accepted.changed) return std::nullopt;
    const auto stored = app.engine.event(stream, accepted.resource->revision);
    const auto* fact = stored ? std::get_if<Fact>(&stored->event) : nullptr;
    return fact == nullptr ? std::nullopt : std::optional{*fact};
}

}  // namespace kalends::api
