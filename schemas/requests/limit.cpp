#include "schemas/requests/limit.hpp"

#include <algorithm>

#include "schemas/requests/values.hpp"

namespace kalends {
namespace {

std::optional<Limit> read_limit(JsonValue value, FaultList& faults) {
    const auto limit = read_members<Limit>(value, faults, [](BodyMembers& members, Limit& read) {
        members.must("scope", read.scope, any_of<LimitScope>());
        members.must("period", read.period, any_of<LimitPeriod>());
        members.may("count", read.count,
                    or_null<std::optional<std::int64_t>>(NumberRule{bounds::limit_count}));
        members.may("total_minutes", read.minutes,
                    or_null<std::optional<Minutes>>(MinutesRule{bounds::limit_minutes}));
    });
    if (!limit || limit->count || limit->minutes) return limit;
    faults.note_member(value, "count", "either this or total_minutes must be given");
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<Limit>> read_limits(JsonValue value, FaultList& faults) {
    const auto limits = list_of(bounds::limits, read_limit)(value, faults);
    if (!limits) return std::nullopt;
    for (auto at = limits->begin(); at != limits->end(); ++at) {
        const auto is_same = [at](const Limit& other) {
            return other.scope == at->scope && other.period == at->period;
        };
        if (std::find_if(limits->begin(), at, is_same) == at) continue;
        faults.note(value, "must not have two limits of one scope and period");
        return std::nullopt;
    }
    return limits;
}

}  // namespace kalends
