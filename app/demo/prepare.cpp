#include "app/demo/prepare.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "api/credentials.hpp"
#include "app/demo/demo.hpp"
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

std::function<void(int)> telling_progress(api::Log& log) {
    return [&log](int day) {
        constexpr int days_per_line = 15;
        if (day % days_per_line != 0) return;
        log.write(api::LogLevel::info,
                  fmt::format("making the demo, day {} of {}", day, days_of_history));
    };
}

void make_store(const fs::path& folder, const Settings& settings, const EngineLimits& limits,
                const ZoneNames& zones, Randomness& randomness, api::Log& log) {
    StoreFolder store{folder, settings.master_key, randomness};
    const Instant now = SystemClock{}.now();
    const auto key = new_owner_key(now, randomness);
    Sha256 sha;
    SettableClock clock;
    Engine engine{World{store.log, store.disk, clock, randomness, zones, store.master}, limits};
    make_history(engine, clock, now, {key.organisation, key.key, api::hex_digest(sha, key.secret)},
                 telling_progress(log));
    engine.close();
    replace_file(store.disk, key_file, api::key_text(key));
}

// Nothing that is there may be lost, and a demo that took a while to make should not fail at the
// end.
void expect_room_for_demo(const fs::path& folder) {
    if (!fs::exists(folder)) return;
    if (!fs::is_directory(folder)) {
        throw StoreRefused{folder.string() + " is no folder; name another with --data"};
    }
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().filename() == making_folder) continue;
        throw StoreRefused{folder.string() +
                           (fs::exists(folder / "log") ? " holds a store that is not a demo"
                                                       : " is not empty, and holds no demo") +
                           "; name another with --data"};
    }
}

// Never over anything that somebody put there meanwhile.
void move_up(std::string_view name, const fs::path& making, const fs::path& folder) {
    if (!fs::exists(making / name)) return;
    if (fs::exists(folder / name)) {
        throw StoreRefused{(folder / name).string() + " is in the way of the demo"};
    }
    fs::rename(making / name, folder / name);
    PosixDisk{folder}.sync_names();
}

// The log goes first, since without the rest no start opens it, and the key, the mark of a whole
// demo, last: whoever is killed in between goes on here.
void move_up(const fs::path& making, const fs::path& folder) {
    move_up("log", making, folder);
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{making}) {
        names.push_back(entry.path().filename().string());
    }
    for (const auto& name : names) {
        if (name != key_file) move_up(name, making, folder);
    }
    move_up(key_file, making, folder);
}

}  // namespace

void prepare(const Settings& settings, const EngineLimits& limits, const ZoneNames& zones,
             Randomness& randomness, api::Log& log) {
    const fs::path folder{settings.data};
    const auto making = folder / making_folder;
    if (fs::exists(folder / key_file)) return;
    if (!fs::exists(making / key_file)) {
        expect_room_for_demo(folder);
        fs::remove_all(making);
        make_store(making, settings, limits, zones, randomness, log);
    }
    move_up(making, folder);
    fs::remove(making);
}

std::string organisation_key(const Settings& settings) {
    PosixDisk disk{settings.data};
    return read_file(disk, key_file);
}

}  // namespace kalends::demo
