#include "eventstore/secrets.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/sha256.hpp"

namespace kalends {
namespace {

constexpr std::string_view secrets_magic = "KALS";
constexpr std::uint16_t secrets_format = 1;

std::string context_of(const Secret& secret) {
    std::string context = "kalends secret ";
    append_integer(context, static_cast<std::uint8_t>(secret.kind));
    append_integer(context, static_cast<std::uint32_t>(secret.number));
    return context;
}

// What the file holds before its checksum; throws if the checksum is not that of it.
std::string_view checked(std::string_view file) {
    constexpr std::size_t checksum_bytes = 32;
    const auto size = std::max(file.size(), checksum_bytes) - checksum_bytes;
    const auto checksum = Sha256{}.add(file.substr(0, size)).finish();
    if (file.substr(size) != text_of(checksum.octets)) {
        throw StoreRefused{"the file of secrets is damaged: restore it from a backup"};
    }
    return file.substr(0, size);
}

}  // namespace

Secrets::Secrets(Disk& disk, const MasterKey& master, StoreAge age, Randomness& randomness)
    : disk_{disk}, master_{master} {
    if (disk_.exists(file_name)) {
        load();
        make_durable(disk_, file_name, read_file(disk_, file_name));
        return;
    }
    if (age == StoreAge::has_records) {
        throw StoreRefused{"the log has records but the file of secrets is missing: restore it"};
    }
    for (const auto kind : {SecretKind::token, SecretKind::keyed_hash, SecretKind::reference}) {
        secrets_.push_back({kind, SecretNumber{static_cast<std::uint32_t>(secrets_.size() + 1)},
                            random_key(randomness)});
    }
    save(randomness);
}

void Secrets::load() {
    const auto file = read_file(disk_, file_name);
    ByteReader reader{checked(file)};
    if (reader.take(secrets_magic.size()) != secrets_magic ||
        reader.integer<std::uint16_t>() != secrets_format) {
        throw StoreRefused{"the file of secrets is of a format that is not known here"};
    }
    while (!reader.is_done()) {
        Secret secret;
        secret.kind = SecretKind{reader.integer<std::uint8_t>()};
        secret.number = SecretNumber{reader.integer<std::uint32_t>()};
        const auto wrapped = reader.take(wrapped_key_bytes);
        if (reader.failed()) throw StoreRefused{"the file of secrets is cut short"};
        const auto key = unwrap(master_, context_of(secret), wrapped);
        if (!key)
            throw WrongMasterKey{"this master key is not the one that this store was made with"};
        secret.key = *key;
        secrets_.push_back(secret);
    }
}

void Secrets::save(Randomness& randomness) {
    std::string file{secrets_magic};
    append_integer(file, secrets_format);
    for (const auto& secret : secrets_) {
        append_integer(file, static_cast<std::uint8_t>(secret.kind));
        append_integer(file, static_cast<std::uint32_t>(secret.number));
        file += wrap(master_, context_of(secret), secret.key, randomness);
    }
    const auto checksum = Sha256{}.add(file).finish();
    file += text_of(checksum.octets);
    replace_file(disk_, file_name, file);
}

const Secret& Secrets::current(SecretKind kind) const {
    const auto found = std::find_if(secrets_.rbegin(), secrets_.rend(),
                                    [&](const Secret& secret) { return secret.kind == kind; });
    ensure(found != secrets_.rend(), "there is a secret of each kind that is asked for");
    return *found;
}

const Secret* Secrets::find(SecretNumber wanted) const {
    const auto found = std::find_if(secrets_.begin(), secrets_.end(),
                                    [&](const Secret& secret) { return secret.number == wanted; });
    return found == secrets_.end() ? nullptr : &*found;
}

const Secret& Secrets::add(SecretKind kind, Randomness& randomness) {
    secrets_.push_back({kind, SecretNumber{static_cast<std::uint32_t>(secrets_.size() + 1)},
                        random_key(randomness)});
    save(randomness);
    return secrets_.back();
}

}  // namespace kalends
