#pragma once

#include <optional>
#include <vector>

#include "commands/engine/submission.hpp"
#include "eventstore/secrets.hpp"

namespace kalends {

// A key and a request as the log keeps them: hashed under a secret, so that neither can be guessed
// from it. The key is scoped to organisation and caller.
struct Fingerprint {
    SecretNumber made_with{};
    KeyedDigest key;
    KeyedDigest request;
};

// With the present secret: what is written, and looked up first. Nothing for a submission without a
// key.
[[nodiscard]] std::optional<Fingerprint> fingerprint(const Secrets& secrets,
                                                     const Submission& submission);
// With each secret that is retired, the latest first: they still check, where the present one finds
// nothing.
[[nodiscard]] std::vector<Fingerprint> retired_fingerprints(const Secrets& secrets,
                                                            const Submission& submission);

}  // namespace kalends
