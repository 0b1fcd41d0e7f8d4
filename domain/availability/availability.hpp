#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/availability/evaluation.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/availability/question.hpp"
#include "domain/claim.hpp"

namespace kalends {

// Every reason that speaks against a start; none if it is a slot.
[[nodiscard]] Judgement judge(const Question& question, Instant start, HoursCache& cache);

// The same of each of some starts, in their order.
[[nodiscard]] std::vector<Judgement> judge(const Question& question,
                                           std::span<const Instant> starts, HoursCache& cache);

// The slots that start within `window`, which is at most `query_window_max` long, in order.
[[nodiscard]] std::vector<Slot> slots(const Question& question, const Interval& window,
                                      HoursCache& cache);

// The first slots that start within `span`, however long it is: at most `count`, in order.
[[nodiscard]] std::vector<Slot> first_slots(const Question& question, const Interval& span,
                                            std::size_t count, HoursCache& cache);

// The claims that make a start `claimed`, of one host after the other, each in order of time.
[[nodiscard]] std::vector<Claim> conflicts(const Question& question, Instant start);

// The first limit that makes a start `limit-reached`; nothing if none does (rule L3).
[[nodiscard]] std::optional<LimitUse> limit_reached(const Question& question, Instant start,
                                                    HoursCache& cache);

// What the event of a booking at `start` records, so that replay never asks a zone (rules W0, B2,
// L2). `start` is one that `judge` gave no reason against.
[[nodiscard]] BookedTime booked_time(const Question& question, Instant start, HoursCache& cache,
                                     std::string zone_data_version);

// The part of it that is about one host.
[[nodiscard]] HostClaim host_claim(const Question& question, const Host& host, Instant start,
                                   HoursCache& cache);

}  // namespace kalends
