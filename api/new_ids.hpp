#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "api/app.hpp"
#include "commands/engine/submission.hpp"
#include "domain/actor.hpp"
#include "eventstore/new_id.hpp"

namespace kalends::api {

template <class SomeId>
[[nodiscard]] SomeId made_id(App& app) {
    return new_id<SomeId>(app.engine.reading_time(), app.randomness);
}

// 128 bits of SHA-256 over organisation, kind and name: the id of what its owner named.
[[nodiscard]] IdBits named_bits(Sha256& sha, OrganisationId organisation, std::string_view kind,
                                std::string_view name);

// The id of what its owner named so.
template <class SomeId>
[[nodiscard]] SomeId named_id(Sha256& sha, OrganisationId organisation,
                              std::string_view external_id) {
    return SomeId{named_bits(sha, organisation, KindOf<SomeId>::type::prefix, external_id)};
}

// From the caller's own name for it, which is no secret, so that the same one cannot be created
// twice; a new id if it has none.
template <class SomeId>
[[nodiscard]] SomeId id_of_external(App& app, OrganisationId organisation,
                                    std::string_view external_id) {
    if (external_id.empty()) return made_id<SomeId>(app);
    return named_id<SomeId>(app.sha, organisation, external_id);
}

// Whether an id stands for something already.
using IsTaken = std::function<bool(IdBits)>;

// A keyed hash of caller and Idempotency-Key, under the store's secret: under a retired one if that
// made an id that is taken.
[[nodiscard]] IdBits retried_bits(const Secrets& secrets, std::string_view kind,
                                  OrganisationId organisation, const Actor& actor,
                                  std::string_view key, const IsTaken& is_taken);

// From the caller and its Idempotency-Key, for what an answer given again must find by its id; a
// new id if there is no such key.
template <class SomeId>
[[nodiscard]] SomeId id_of_retry(App& app, OrganisationId organisation, const Actor& actor,
                                 const std::optional<Idempotency>& idempotency,
                                 const IsTaken& is_taken) {
    if (!idempotency) return made_id<SomeId>(app);
    return SomeId{retried_bits(app.engine.secrets(), KindOf<SomeId>::type::prefix, organisation,
                               actor, idempotency->key, is_taken)};
}

}  // namespace kalends::api
