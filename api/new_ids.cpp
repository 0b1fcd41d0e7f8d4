#include "api/new_ids.hpp"

#include "eventstore/bytes.hpp"

namespace kalends::api {

IdBits named_bits(Sha256& sha, OrganisationId organisation, std::string_view kind,
                  std::string_view name) {
    std::string bytes;
    append_bits(bytes, organisation.bits());
    bytes.append(kind).push_back('\0');
    const auto digest = sha.add(bytes).add(name).finish();
    ByteReader reader{text_of(digest.octets)};
    return reader.bits();
}

IdBits retried_bits(const Secrets& secrets, std::string_view kind, OrganisationId organisation,
                    const Actor& actor, std::string_view key, const IsTaken& is_taken) {
    std::string caller;
    append_id(caller, OrganisationKind::prefix, organisation.bits());
    append_id(caller, name_of(actor.kind), actor.id);
    const auto bits_under = [&](const Secret& secret) {
        const auto digest = keyed_hash(secret.key, {"id", kind, caller, key});
        ByteReader reader{text_of(digest.octets)};
        return reader.bits();
    };
    for (const auto& secret : secrets.all()) {
        if (secret.kind != SecretKind::keyed_hash) continue;
        if (const auto bits = bits_under(secret); is_taken(bits)) return bits;
    }
    return bits_under(secrets.current(SecretKind::keyed_hash));
}

}  // namespace kalends::api
