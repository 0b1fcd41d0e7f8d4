#pragma once

namespace kalends {

// Bugs that the tests must catch. They exist only in builds with KALENDS_PLANTED_BUGS; elsewhere
// `planted` is a constant and the compiler removes what asks for it.
enum class PlantedBug {
    none,
    sync_left_out,
    witness_not_checked,
    derived_head_not_compared,
    key_block_not_synced,
    key_block_filled_twice,
    record_hash_not_checked,

    touching_is_overlap,
    after_buffer_forgotten,
    buffers_inside_hours_ignored,
    gap_by_later_offset,
    second_occurrence_in_overlap,
    skipped_date_has_hours,
    grid_from_query_window,
    grid_aligned_by_elapsed_time,
    end_fit_off_by_one,
    days_not_joined,
    override_added_to_weekly,
    effective_to_excluded,
    notice_excludes_its_minute,
    window_one_day_long,
    weekend_is_business,
    longest_duration_left_out,
    day_without_slot_counted,
    first_of_day_in_utc,
    packed_after_end_not_window,
    expiry_one_tick_late,
    moved_claim_still_blocks,
    limit_lets_one_more,
    moved_booking_counts_against_itself,
    week_of_limit_starts_on_sunday,
    released_claim_still_counted,
    absence_touching_is_overlap,
    absence_not_asked_on_approval,
    busy_time_not_asked,
    closed_source_ignored,
    extended_hold_expires_as_before,
    gone_hold_confirmed,
    holidays_forgotten,
    rotation_ignores_claims,
    opened_beside_one_with_room,
    fixed_host_not_asked,
    hours_of_room_not_asked,
    weight_ignored,
    occurrence_blind_to_earlier,
    moved_series_lets_others_give_way,
    series_moved_by_elapsed_time,
    one_seat_too_many,
    session_closed_to_its_own_type,
    joining_counts_for_limits,
    empty_session_kept,

    reply_before_sync,
    failed_sync_retried,
    keys_not_caught_up,
    payload_not_compared,
    conflict_check_skipped_on_reschedule,
    stale_snapshot_trusted,
    due_not_written_first,
    due_not_read_at_start,
    clock_step_back_believed,
    refusal_not_awaited,
    failed_append_answered,
    key_left_out_of_record,
    refused_after_writing,
    revision_skipped_in_events,
    answer_shows_earlier_state,
    snapshot_version_not_compared,
    snapshots_never_removed,
    witness_noted_before_append,
    queue_without_bound,
    record_without_bound,
    states_never_evicted,
    hours_never_evicted,
    index_tail_never_cut,
    key_slots_filled_each_time,
    answers_without_bound,
    ids_not_of_the_seed,
    sealed_in_clear,
    view_head_before_rows,
    view_head_left_for_next_commit,
    view_handed_over_early,
    view_of_another_log_trusted,
    feed_skips_rest_of_record,
    parked_key_overtaken,
    parked_key_used_twice,
    parked_without_bound,
    load_replaces_later_state,
    due_load_not_awaited,
    cursor_before_delivery_report,
    new_producer_without_tail,

    head_moved_by_committer,

    moved_booking_counted_twice,
    priced_as_the_type_is_now,
};

#ifdef KALENDS_PLANTED_BUGS
// One bug at a time stands in the process. Set it before the threads that look start.
void plant(PlantedBug bug);
[[nodiscard]] bool planted(PlantedBug bug);
#else
[[nodiscard]] constexpr bool planted(PlantedBug) {
    return false;
}
#endif

}  // namespace kalends
