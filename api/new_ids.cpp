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

}  // namespace kalends::api
