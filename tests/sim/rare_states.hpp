#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kalends::sim {

// States that random runs seldom meet and that bugs like best. A long run must reach them all.
enum class Rare {
    crash_between_sync_and_answers,
    error_between_sync_and_answers,
    crashed_append_kept,
    crashed_append_lost,
    failed_append_kept,
    failed_append_lost,
    crash_after_answers_at_derived_rows,
    crash_while_filling_keys,
    crash_in_recovery,
    crash_in_recovery_twice,
    no_space_then_recovery,
    killed_without_power_cut,
    key_repeated_while_queued,
    key_repeated_while_undurable,
    key_reused_while_undurable,
    key_replayed_after_start,
    unknown_outcome_found_in_log,
    unknown_outcome_decided_afresh,
    expired_in_step_of_approval,
    several_expired_in_one_record,
    clock_back_across_deadline,
    clock_held_still,
    clock_too_far_behind,
    queue_full,
    disk_reserve,
    record_full,
    decided_while_in_flight,
    refusal_waits_for_record,
    derived_rows_all_lost,
    derived_rows_partly_lost,
    derived_rows_kept,
    snapshot_at_start,
    reschedule_conflict,
    reschedule_onto_itself,
    stale_revision,
    known_guest,
    due_written_before_command,
    read_failed,
    log_stalled,
    queue_full_while_stalled,
    paused_across_deadline,
    clock_accepted,
    witness_behind_log,
    snapshots_of_another_version,
    damaged_log_cut,
    damaged_record,
    damaged_record_unreadable,
    damaged_row_unreadable,
    damaged_derived_lost,
    damaged_file,
    damaged_file_lost,
    damage_refused,
    damage_told_when_read,
    damage_harmless,
    parked,
    parked_behind_key,
    due_under_way,
    crash_while_parked,
    stopped_while_parked,
    view_rows_not_committed,
    view_power_cut,
    view_crash_in_rebuild,
    view_asked_in_rebuild,
    view_taken_over,
    view_read_failed,
    view_stands_still,
    view_beyond_restored_log,
    count,
};
inline constexpr std::size_t rare_states = static_cast<std::size_t>(Rare::count);

inline constexpr std::array<std::string_view, rare_states> rare_state_names{
    "crash between sync and answers",
    "error between sync and answers",
    "append under way at a crash is there",
    "append under way at a crash is gone",
    "append that failed is there",
    "append that failed is gone",
    "crash after the answers, writing derived rows",
    "crash while filling key slots",
    "crash in recovery",
    "crash in recovery, twice",
    "no space, then recovery",
    "killed, and no power cut",
    "key repeated while the first is queued",
    "key repeated while the first is not durable",
    "key reused while the first is not durable",
    "key replayed by a later process",
    "unknown outcome found in the log",
    "unknown outcome decided afresh",
    "expired in the step that was to approve it",
    "several expired in one record",
    "clock back across a deadline",
    "clock held still",
    "clock too far behind",
    "queue full",
    "disk reserve",
    "record full",
    "decided while a record is in flight",
    "refusal waits for a record",
    "derived rows all lost",
    "derived rows partly lost",
    "derived rows kept",
    "snapshot found at start",
    "reschedule onto a taken time",
    "reschedule onto its own time",
    "stale revision",
    "known guest",
    "due written before a command",
    "a read failed",
    "the log stalled",
    "queue full while the log stalled",
    "paused across a deadline",
    "clock accepted by the operator",
    "witness behind the log",
    "snapshots of another version",
    "damage: the log cut behind the witness",
    "damage: a record's bit flipped",
    "damage: a record unreadable",
    "damage: a derived row unreadable",
    "damage: all derived rows lost",
    "damage: a file's bit flipped",
    "damage: a file lost",
    "damage: opening refused",
    "damage: told when it was read",
    "damage: no consequence",
    "parked",
    "key repeated while a command is parked",
    "all wait for what is due to be loaded",
    "crash while commands are parked",
    "stopped while commands are parked",
    "view: killed with rows that are not committed",
    "view: power cut",
    "view: crash while it is made again",
    "view: asked while it is made again",
    "view: what was made again takes over",
    "view: a read failed",
    "view: stands still",
    "view: stands beyond the end of a restored log",
};

// What runs amounted to.
struct Tally {
    std::uint64_t seeds = 0;
    std::uint64_t commands = 0;
    std::uint64_t accepted = 0;
    std::uint64_t conflicts = 0;
    std::uint64_t refused_otherwise = 0;
    std::uint64_t unavailable = 0;
    std::uint64_t unknown = 0;
    std::uint64_t crashes = 0;
    std::uint64_t records = 0;
    std::array<std::uint64_t, rare_states> rare{};

    void reached(Rare state) { ++rare[static_cast<std::size_t>(state)]; }
};

}  // namespace kalends::sim
