#include "app/demo/prepare.hpp"

#include <cstdio>
#include <filesystem>

#include "app/demo/demo.hpp"
#include "app/say.hpp"
#include "app/store_folder.hpp"
#include "domain/availability/availability.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/new_id.hpp"

namespace kalends::demo {
namespace {

namespace fs = std::filesystem;

std::string key_of(const Settings& settings) {
    PosixDisk disk{settings.data};
    return read_file(disk, key_file);
}

api::ApiKeyParts new_owner_key(Instant now, Randomness& randomness) {
    return {new_id<OrganisationId>(now, randomness), new_id<ApiKeyId>(now, randomness),
            api::new_api_key_secret(randomness)};
}

void print_progress(int day) {
    constexpr int days_per_line = 15;
    if (day % days_per_line != 0) return;
    say(stdout, "kalends: making the demo, day {} of {}\n", day, days_of_history);
    std::fflush(stdout);
}

void make_store(const fs::path& folder, const Settings& settings, const ZoneNames& zones,
                Randomness& randomness) {
    StoreFolder store{folder, settings.master_key, randomness};
    const Instant now = SystemClock{}.now();
    const auto key = new_owner_key(now, randomness);
    Sha256 sha;
    SettableClock clock;
    Engine engine{World{store.log, store.disk, clock, randomness, zones, store.master}};
    make_history(engine, clock, now, {key.organisation, key.key, api::hex_digest(sha, key.secret)},
                 print_progress);
    engine.close();
    replace_file(store.disk, key_file, api::to_text(key));
}

// The first start from now on of the first meeting type that has one.
struct Invitation {
    MeetingTypeId meeting_type;
    Instant start;
};

std::optional<Instant> first_free(Engine& engine, OrganisationId organisation, MeetingTypeId id,
                                  HoursCache& hours) {
    const auto type = engine.find(organisation, id);
    const auto host = engine.find(organisation, type->terms->hosts.fixed.front());
    const auto owner = engine.find(organisation, organisation);
    const Instant now = engine.reading_time();
    const Question question{.type = *type,
                            .host = *host,
                            .organisation_zone = owner->terms.zone,
                            .duration = type->terms->duration,
                            .now = now};
    const auto free = slots(question, {now, now + std::chrono::days{30}}, hours);
    if (free.empty()) return std::nullopt;
    return free.front().time.start;
}

std::optional<Invitation> find_invitation(Engine& engine, OrganisationId organisation,
                                          HoursCache& hours) {
    constexpr std::size_t looked_at = 20;
    for (const auto& stream :
         engine.list(organisation, StreamKind::meeting_type, IdBits{}, looked_at)) {
        const MeetingTypeId id{stream.id};
        if (const auto start = first_free(engine, organisation, id, hours)) return {{id, *start}};
    }
    return std::nullopt;
}

}  // namespace

void prepare(const Settings& settings, const ZoneNames& zones, Randomness& randomness) {
    const fs::path folder{settings.data};
    if (fs::exists(folder / key_file)) return;
    if (fs::exists(folder / "log")) {
        throw StoreRefused{settings.data +
                           " holds a store that is not a demo; name another with --data"};
    }
    const fs::path aside{settings.data + ".making"};
    fs::remove_all(aside);
    make_store(aside, settings, zones, randomness);
    fs::remove(folder);
    fs::rename(aside, folder);
}

void print_invitation(const Settings& settings, std::uint16_t port, Engine& engine,
                      HoursCache& hours) {
    const auto key = key_of(settings);
    const auto parts = api::parse_api_key(key);
    if (!parts) throw StoreRefused{"the demo's key file is damaged"};
    say(stdout, "kalends: the demo organisation's API key is {}\n", key);
    const auto invitation = find_invitation(engine, parts->organisation, hours);
    if (!invitation) return;
    const auto type = to_text(invitation->meeting_type);
    const auto day = std::chrono::floor<std::chrono::days>(invitation->start);
    const auto base = fmt::format("http://{}:{}", settings.address, port);
    const auto authorised = fmt::format("-H 'Authorization: Bearer {}'", key);
    say(stdout,
        "\nTo list slots, book one and see its history, paste:\n\n"
        "curl -s {0} '{1}/v1/meeting-types/{2}/slots?from={3}&to={4}'; echo\n\n"
        "curl -s {0} -H 'Content-Type: application/json' -d '{{\"meeting_type_id\":\"{2}\","
        "\"start\":\"{5}\",\"guests\":[{{\"name\":\"Ada "
        "Jensen\",\"email\":\"ada@example.com\"}}]}}' "
        "{1}/v1/bookings | tee /tmp/kalends-booking.json; echo\n\n"
        "curl -s {0} {1}/v1/bookings/$(grep -o -m1 'bkg_[0-9a-z]*' /tmp/kalends-booking.json | "
        "head -n1)"
        "/history; echo\n\n",
        authorised, base, type, to_text(Instant{day}), to_text(Instant{day + std::chrono::days{7}}),
        to_text(invitation->start));
}

}  // namespace kalends::demo
