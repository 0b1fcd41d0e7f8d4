#include "app/demo/prepare.hpp"

#include <cstdio>
#include <filesystem>

#include "api/credentials.hpp"
#include "app/demo/demo.hpp"
#include "app/say.hpp"
#include "app/store_folder.hpp"
#include "eventstore/failures.hpp"
#include "eventstore/new_id.hpp"

namespace kalends::demo {
namespace {

namespace fs = std::filesystem;

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

// Nothing that is there may be lost, and a demo that took a while to make should not fail at the
// end.
void expect_room_for_demo(const fs::path& folder) {
    if (!fs::exists(folder)) return;
    if (!fs::is_directory(folder)) {
        throw StoreRefused{folder.string() + " is no folder; name another with --data"};
    }
    if (fs::is_empty(folder)) return;
    throw StoreRefused{folder.string() +
                       (fs::exists(folder / "log") ? " holds a store that is not a demo"
                                                   : " is not empty, and holds no demo") +
                       "; name another with --data"};
}

}  // namespace

void prepare(const Settings& settings, const ZoneNames& zones, Randomness& randomness) {
    const fs::path folder{settings.data};
    if (fs::exists(folder / key_file)) return;
    expect_room_for_demo(folder);
    const fs::path aside{settings.data + ".making"};
    fs::remove_all(aside);
    make_store(aside, settings, zones, randomness);
    fs::remove(folder);
    fs::rename(aside, folder);
}

std::string organisation_key(const Settings& settings) {
    PosixDisk disk{settings.data};
    return read_file(disk, key_file);
}

}  // namespace kalends::demo
