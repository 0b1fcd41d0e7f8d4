#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/availability/causes.hpp"
#include "domain/availability/evaluation.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/claim.hpp"

namespace kalends {

// Every reason that speaks against a start; none if it is a slot.
[[nodiscard]] Judgement judge(const Question& question, Instant start, HoursCache& cache);

// The slots that start within `window`, which is at most `query_window_max` long, in order.
[[nodiscard]] std::vector<Slot> slots(const Question& question, const Interval& window,
                                      HoursCache& cache);

// Whether the starts within `window`, open or not, are more than `most`.
[[nodiscard]] bool are_more_than(std::size_t most, const Question& question, const Interval& window,
                                 HoursCache& cache);

// What there is to explain of `window`, in order: the starts that can be slots, open or not, and of
// each date of the type's zone within it that has none of them its first instant.
[[nodiscard]] std::vector<Instant> starts_to_explain(const Question& question,
                                                     const Interval& window, HoursCache& cache);

// The hosts that each of these slots can have: the fixed ones, and of each group those that are
// free.
[[nodiscard]] std::vector<std::vector<HostId>> hosts_free(const Question& question,
                                                          std::span<const Slot> slots,
                                                          HoursCache& cache);

// The open sessions of which a claim at this start, which is a slot, may have seats, by the order
// of their ids; none if it is to be a claim of its own (rule T2).
[[nodiscard]] std::vector<SessionId> sessions_to_join(const Question& question, Instant start,
                                                      HoursCache& cache);

// The first slots that start within `span`, however long it is: at most `count`, in order. They are
// looked for until `judged_max`.
[[nodiscard]] std::vector<Slot> first_slots(const Question& question, const Interval& span,
                                            std::size_t count, HoursCache& cache);

// All that speaks against a start, and what stands behind it, of one host after the other. Of a
// group it is what is against the host that is nearest to being free.
struct Explained {
    Instant start;
    Judgement judgement;
    std::vector<Cause> causes;
};
// Causes are worked out only if they are shown.
enum class CausesShown : bool { no, yes };
[[nodiscard]] std::vector<Explained> explain(const Question& question,
                                             std::span<const Instant> starts, CausesShown shown,
                                             HoursCache& cache);

// The last date of the window, if a start lies beyond it. Nothing of a window that counts days with
// slots: to look for its end may cost as much as to list them.
[[nodiscard]] std::optional<Date> last_date_before(const Question& question, Instant start,
                                                   HoursCache& cache);

// The first limit that makes a start `limit-reached`; nothing if none does (rule L3).
[[nodiscard]] std::optional<LimitUse> limit_reached(const Question& question, Instant start,
                                                    HoursCache& cache);
// The same of the limits of one host alone.
[[nodiscard]] std::optional<LimitUse> limit_reached(const Question& question, const Host& host,
                                                    Instant start, HoursCache& cache);

// What the event of a booking at `start` on these hosts records, so that replay never asks a zone
// (rules W0, B2, L2). `start` is one that `judge` gave no reason against.
[[nodiscard]] BookedTime booked_time(const Question& question, Instant start,
                                     std::span<const Host* const> hosts, HoursCache& cache,
                                     std::string zone_data_version);

// The part of it that is about one host.
[[nodiscard]] HostClaim host_claim(const Question& question, const Host& host, Instant start,
                                   HoursCache& cache);

}  // namespace kalends
