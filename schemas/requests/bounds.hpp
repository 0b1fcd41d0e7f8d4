#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/availability/horizon.hpp"
#include "domain/availability/question.hpp"
#include "domain/bounds.hpp"
#include "domain/money.hpp"
#include "domain/recurrence/recurrence.hpp"

namespace kalends {

// The least and the most of something, both allowed.
struct Bounds {
    std::int64_t least;
    std::int64_t most;

    [[nodiscard]] constexpr bool contain(std::int64_t number) const {
        return least <= number && number <= most;
    }
};

// Every bound on what a request may say; schemas/openapi.yaml names the same ones. Texts are
// counted in characters (code points), lists and objects in elements and members.
namespace bounds {

inline constexpr std::size_t faults_max = 100;

inline constexpr Bounds name_chars{1, 200};
inline constexpr Bounds label_chars{1, 100};
inline constexpr Bounds external_id_chars{1, 100};
inline constexpr Bounds path_name_chars{1, 50};
inline constexpr Bounds attribute_name_chars{1, 64};
inline constexpr Bounds attribute_text_chars{1, 200};
inline constexpr Bounds command_path_chars{4, 4'000};
inline constexpr Bounds idempotency_key_chars{1, 255};
inline constexpr Bounds if_match_chars{1, 1'000};
inline constexpr Bounds email_chars{3, email_chars_max};
inline constexpr Bounds phone_chars{3, phone_chars_max};
inline constexpr Bounds reason_chars{1, 1'000};
inline constexpr Bounds note_chars{1, 1'000};
inline constexpr Bounds location_chars{1, 500};
inline constexpr Bounds key_chars{1, 100};  // names of answers and metadata
inline constexpr Bounds answer_chars{0, answer_chars_max};
inline constexpr Bounds metadata_chars{0, 500};
inline constexpr Bounds token_chars{1, 200};

inline constexpr Bounds answers{0, 50};
inline constexpr Bounds metadata{0, 50};
inline constexpr Bounds guests{1, 20};
inline constexpr Bounds party{1, 1'000};
inline constexpr Bounds recurrence_chars{1, recurrence_chars_max};
inline constexpr Bounds seats{1, seats_max};
inline constexpr Bounds overrides{1, 7};
inline constexpr Bounds scopes{1, 12};
inline constexpr Bounds hosts{1, hosts_of_type_max};
inline constexpr Bounds attributes{0, 20};
inline constexpr Bounds attribute_texts{1, 10};
inline constexpr Bounds attribute_texts_of_host{0, 50};
inline constexpr Bounds rotation_weight{1, rotation_weight_max};
inline constexpr Bounds rotation_priority{0, rotation_priority_max};

inline constexpr Bounds price_minor{0, price_minor_max};
inline constexpr Bounds questions{0, 50};
inline constexpr Bounds question_id_chars{1, 50};
inline constexpr Bounds label_of_question_chars{1, 500};
inline constexpr Bounds choices{1, 50};
inline constexpr Bounds choice_chars{1, 200};
inline constexpr Bounds description_chars{0, 5'000};

inline constexpr Bounds days{1, 7};
inline constexpr Bounds schedules{0, schedules_of_host_max};
inline constexpr Bounds weekly_rules{0, 200};
inline constexpr Bounds date_overrides{0, 1'000};
inline constexpr Bounds ranges_of_date{0, 50};

inline constexpr Bounds duration_minutes{1, duration_max.count()};
inline constexpr Bounds durations{1, 20};
inline constexpr Bounds buffer_minutes{0, 1'440};
inline constexpr Bounds notice_minutes{0, 525'600};
inline constexpr Bounds deadline_minutes{1, 525'600};
inline constexpr Bounds interval_minutes{1, 1'440};
inline constexpr Bounds offset_minutes{0, 1'439};
inline constexpr Bounds busy_intervals{0, 1'000};  // of one import
inline constexpr std::chrono::days busy_window_max{366};
inline constexpr Bounds stale_after_minutes{1, 44'640};
inline constexpr Bounds last_import_hours{1, 8'784};
inline constexpr Bounds hold_minutes{1, hold_minutes_max.count()};
inline constexpr Bounds closed_dates{0, 500};
inline constexpr Bounds holidays_followed{0, 10};
inline constexpr Bounds window_days{0, 3'650};
inline constexpr Bounds limits{0, 12};  // one for each scope and period
inline constexpr Bounds limit_count{1, 1'000'000};
inline constexpr Bounds limit_minutes{1, 527'040};  // of a leap year
inline constexpr Bounds window_days_with_slots{1, dates_looked_at_max.count()};

}  // namespace bounds
}  // namespace kalends
