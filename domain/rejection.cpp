#include "domain/rejection.hpp"

#include "domain/check.hpp"

namespace kalends {

std::string_view code(Rejection rejection) {
    switch (rejection) {
        case Rejection::already_exists:
            return "already-exists";
        case Rejection::not_found:
            return "not-found";
        case Rejection::forbidden:
            return "forbidden";
        case Rejection::stale_revision:
            return "stale-revision";
        case Rejection::already_cancelled:
            return "already-cancelled";
        case Rejection::already_decided:
            return "already-decided";
        case Rejection::already_over:
            return "already-over";
        case Rejection::not_over_yet:
            return "not-over-yet";
        case Rejection::not_cancellable:
            return "not-cancellable";
        case Rejection::not_reschedulable:
            return "not-reschedulable";
        case Rejection::hold_expired:
            return "hold-expired";
        case Rejection::not_active:
            return "not-active";
        case Rejection::invalid_duration:
            return "invalid-duration";
        case Rejection::missing_answer:
            return "missing-answer";
        case Rejection::invalid_answer:
            return "invalid-answer";
        case Rejection::too_soon:
            return "too-soon";
        case Rejection::too_far:
            return "too-far";
        case Rejection::no_schedule:
            return "no-schedule";
        case Rejection::outside_hours:
            return "outside-hours";
        case Rejection::absent:
            return "absent";
        case Rejection::misaligned_start:
            return "misaligned-start";
        case Rejection::not_first:
            return "not-first";
        case Rejection::busy:
            return "busy";
        case Rejection::source_stale:
            return "source-stale";
        case Rejection::claimed:
            return "claimed";
        case Rejection::seats_full:
            return "seats-full";
        case Rejection::party_too_large:
            return "party-too-large";
        case Rejection::limit_reached:
            return "limit-reached";
        case Rejection::too_many:
            return "too-many";
        case Rejection::erased:
            return "erased";
    }
    broken("every rejection has a code");
}

}  // namespace kalends
