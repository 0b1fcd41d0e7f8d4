#include "commands/engine/fingerprints.hpp"

#include <array>
#include <string>

namespace kalends {
namespace {

// Who shows a token is whoever that was given to: a booking's first guest can be another by the
// time of a retry.
std::string caller_of(const Submission& submission) {
    const Actor& actor = submission.actor;
    const bool is_bound = actor.bound_to.id != IdBits{};
    std::string caller;
    append_id(caller, OrganisationKind::prefix, submission.organisation.bits());
    append_id(caller, name_of(actor.kind), is_bound ? actor.bound_to.id : actor.id);
    return caller;
}

Fingerprint under(const Secret& secret, const std::string& caller, const Idempotency& idempotency) {
    return {secret.number, keyed_hash(secret.key, {"key", caller, idempotency.key}),
            keyed_hash(secret.key, {"request", idempotency.request})};
}

}  // namespace

std::optional<Fingerprint> fingerprint(const Secrets& secrets, const Submission& submission) {
    if (!submission.idempotency) return std::nullopt;
    return under(secrets.current(SecretKind::keyed_hash), caller_of(submission),
                 *submission.idempotency);
}

std::vector<Fingerprint> retired_fingerprints(const Secrets& secrets,
                                              const Submission& submission) {
    std::vector<Fingerprint> all;
    if (!submission.idempotency) return all;
    const auto present = secrets.current(SecretKind::keyed_hash).number;
    for (auto secret = secrets.all().rbegin(); secret != secrets.all().rend(); ++secret) {
        if (secret->kind != SecretKind::keyed_hash || secret->number == present) continue;
        all.push_back(under(*secret, caller_of(submission), *submission.idempotency));
    }
    return all;
}

}  // namespace kalends
