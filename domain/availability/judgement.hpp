#pragma once

#include "domain/availability/reasons.hpp"

namespace kalends {

// What is said of one start. It is a slot if nothing speaks against it but what was overridden.
struct Judgement {
    Reasons refused;
    Reasons overridden;  // what applied and was let pass: the event records it (rule C1)

    [[nodiscard]] bool is_slot() const { return refused.empty(); }
    // Whether there is less against it: of two hosts this one is nearer to being free.
    [[nodiscard]] bool is_nearer_than(const Judgement& other) const {
        return refused == other.refused ? overridden.are_later_than(other.overridden)
                                        : refused.are_later_than(other.refused);
    }
    [[nodiscard]] Judgement operator|(const Judgement& other) const {
        const Reasons all = refused | other.refused;
        return {all, (overridden | other.overridden).without(all)};
    }
    bool operator==(const Judgement&) const = default;
};

}  // namespace kalends
