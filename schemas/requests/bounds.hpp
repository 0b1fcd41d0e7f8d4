#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/availability/question.hpp"

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
inline constexpr Bounds schedule_name_chars{1, 50};
inline constexpr Bounds email_chars{3, 254};
inline constexpr Bounds email_local_chars{1, 64};
inline constexpr Bounds phone_chars{3, 32};
inline constexpr Bounds reason_chars{1, 1'000};
inline constexpr Bounds location_chars{1, 500};
inline constexpr Bounds key_chars{1, 100};  // names of answers and metadata
inline constexpr Bounds answer_chars{0, 2'000};
inline constexpr Bounds metadata_chars{0, 500};

inline constexpr Bounds answers{0, 50};
inline constexpr Bounds metadata{0, 50};
inline constexpr Bounds guests{1, 20};
inline constexpr Bounds party{1, 1'000};
inline constexpr Bounds overrides{1, 7};
inline constexpr Bounds scopes{1, 12};
// A meeting type of several hosts is not decided yet: a second one would never be asked.
inline constexpr Bounds hosts{1, 1};

inline constexpr Bounds days{1, 7};
inline constexpr Bounds weekly_rules{0, 200};
inline constexpr Bounds date_overrides{0, 1'000};
inline constexpr Bounds ranges_of_date{0, 50};

inline constexpr Bounds duration_minutes{1, duration_max.count()};
inline constexpr Bounds buffer_minutes{0, 1'440};
inline constexpr Bounds notice_minutes{0, 525'600};
inline constexpr Bounds deadline_minutes{1, 525'600};
inline constexpr Bounds interval_minutes{1, 1'440};
inline constexpr Bounds offset_minutes{0, 1'439};
inline constexpr Bounds window_days{0, 3'650};

}  // namespace bounds
}  // namespace kalends
