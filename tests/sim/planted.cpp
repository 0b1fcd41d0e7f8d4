#include "tests/sim/planted.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "domain/planted_bugs.hpp"

namespace kalends::sim {
namespace {

#ifdef KALENDS_PLANTED_BUGS
struct Planted {
    std::string_view name;
    PlantedBug bug;
    std::string_view found_by;
};

constexpr Planted bugs[] = {
    {"conflict_check_skipped_on_reschedule", PlantedBug::conflict_check_skipped_on_reschedule,
     "I1"},
    {"sync_left_out", PlantedBug::sync_left_out, "I2"},
    {"keys_not_caught_up", PlantedBug::keys_not_caught_up, "I4"},
    {"payload_not_compared", PlantedBug::payload_not_compared, "I4"},
    {"stale_snapshot_trusted", PlantedBug::stale_snapshot_trusted, "I6"},
    {"key_block_not_synced", PlantedBug::key_block_not_synced, "I6"},
    {"key_block_filled_twice", PlantedBug::key_block_filled_twice, "I6"},
    {"failed_sync_retried", PlantedBug::failed_sync_retried, aborts},
    {"reply_before_sync", PlantedBug::reply_before_sync, "I13"},
    {"due_not_written_first", PlantedBug::due_not_written_first, "C3"},
};
#endif

}  // namespace

std::string_view plant_by_name(std::string_view name) {
#ifdef KALENDS_PLANTED_BUGS
    for (const auto& known : bugs) {
        if (known.name != name) continue;
        plant(known.bug);
        return known.found_by;
    }
    std::fprintf(stderr, "no planted bug is named so\n");
#else
    std::fprintf(stderr, "%s: this build has no planted bugs\n", std::string{name}.c_str());
#endif
    std::exit(2);
}

}  // namespace kalends::sim
