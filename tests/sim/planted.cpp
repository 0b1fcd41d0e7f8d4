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
    {"extended_hold_expires_as_before", PlantedBug::extended_hold_expires_as_before, "I1"},
    {"gone_hold_confirmed", PlantedBug::gone_hold_confirmed, "I1"},
    {"sync_left_out", PlantedBug::sync_left_out, "I2"},
    {"refused_after_writing", PlantedBug::refused_after_writing, "I3"},
    {"keys_not_caught_up", PlantedBug::keys_not_caught_up, "I4"},
    {"key_left_out_of_record", PlantedBug::key_left_out_of_record, "I4"},
    {"parked_key_overtaken", PlantedBug::parked_key_overtaken, "I4"},
    {"parked_key_used_twice", PlantedBug::parked_key_used_twice, "I4"},
    {"payload_not_compared", PlantedBug::payload_not_compared, "I4"},
    {"revision_skipped_in_events", PlantedBug::revision_skipped_in_events, "I5"},
    {"stale_snapshot_trusted", PlantedBug::stale_snapshot_trusted, "I6"},
    {"snapshot_version_not_compared", PlantedBug::snapshot_version_not_compared, aborts},
    {"load_replaces_later_state", PlantedBug::load_replaces_later_state, "I6"},
    {"answer_shows_earlier_state", PlantedBug::answer_shows_earlier_state, "I6"},
    {"key_block_not_synced", PlantedBug::key_block_not_synced, "I6"},
    {"key_block_filled_twice", PlantedBug::key_block_filled_twice, "I6"},
    {"view_head_before_rows", PlantedBug::view_head_before_rows, "I7"},
    {"view_head_left_for_next_commit", PlantedBug::view_head_left_for_next_commit, "I7"},
    {"view_handed_over_early", PlantedBug::view_handed_over_early, "I7"},
    {"view_of_another_log_trusted", PlantedBug::view_of_another_log_trusted, "I7"},
    {"cursor_before_delivery_report", PlantedBug::cursor_before_delivery_report, "I8"},
    {"new_producer_without_tail", PlantedBug::new_producer_without_tail, "I8"},
    {"witness_noted_before_append", PlantedBug::witness_noted_before_append, "I9"},
    {"witness_not_checked", PlantedBug::witness_not_checked, "I9"},
    {"record_hash_not_checked", PlantedBug::record_hash_not_checked, "I9"},
    {"queue_without_bound", PlantedBug::queue_without_bound, "I10"},
    {"parked_without_bound", PlantedBug::parked_without_bound, "I10"},
    {"record_without_bound", PlantedBug::record_without_bound, "I10"},
    {"snapshots_never_removed", PlantedBug::snapshots_never_removed, "I10"},
    {"states_never_evicted", PlantedBug::states_never_evicted, "I10"},
    {"hours_never_evicted", PlantedBug::hours_never_evicted, "I10"},
    {"index_tail_never_cut", PlantedBug::index_tail_never_cut, "I10"},
    {"key_slots_filled_each_time", PlantedBug::key_slots_filled_each_time, "I10"},
    {"answers_without_bound", PlantedBug::answers_without_bound, "I10"},
    {"due_not_read_at_start", PlantedBug::due_not_read_at_start, "I11"},
    {"ids_not_of_the_seed", PlantedBug::ids_not_of_the_seed, "I12"},
    {"reply_before_sync", PlantedBug::reply_before_sync, "I13"},
    {"refusal_not_awaited", PlantedBug::refusal_not_awaited, "I13"},
    {"failed_append_answered", PlantedBug::failed_append_answered, "I13"},
    {"failed_sync_retried", PlantedBug::failed_sync_retried, aborts},
    {"sealed_in_clear", PlantedBug::sealed_in_clear, "I14"},
    {"due_not_written_first", PlantedBug::due_not_written_first, "C3"},
    {"due_load_not_awaited", PlantedBug::due_load_not_awaited, "C3"},
    {"absence_not_asked_on_approval", PlantedBug::absence_not_asked_on_approval, "W6"},
    {"busy_time_not_asked", PlantedBug::busy_time_not_asked, "B6"},
    {"released_claim_still_counted", PlantedBug::released_claim_still_counted, "L2"},
    {"one_seat_too_many", PlantedBug::one_seat_too_many, "T1"},
    {"empty_session_kept", PlantedBug::empty_session_kept, "L2"},
    {"limit_lets_one_more", PlantedBug::limit_lets_one_more, "I9"},
    {"opened_beside_one_with_room", PlantedBug::opened_beside_one_with_room, "I9"},
    {"moved_series_lets_others_give_way", PlantedBug::moved_series_lets_others_give_way, "I1"},
    {"occurrence_blind_to_earlier", PlantedBug::occurrence_blind_to_earlier, "I9"},
    {"clock_step_back_believed", PlantedBug::clock_step_back_believed, "C3"},
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
