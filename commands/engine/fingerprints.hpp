#pragma once

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

// With every secret, the present one first: that is written, and all are looked up, since retired
// ones still check. Empty for a submission without a key.
[[nodiscard]] std::vector<Fingerprint> fingerprints(const Secrets& secrets,
                                                    const Submission& submission);

}  // namespace kalends
