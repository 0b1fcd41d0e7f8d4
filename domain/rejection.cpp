#include "domain/rejection.hpp"

#include <array>

#include "domain/check.hpp"

namespace kalends {
namespace {

struct Coded {
    Rejection rejection{};
    std::string_view code;
};
constexpr std::array<Coded, rejections> codes{{
    {Rejection::not_found, "not-found"},
    {Rejection::forbidden, "forbidden"},
    {Rejection::stale_revision, "stale-revision"},
    {Rejection::already_exists, "already-exists"},
    {Rejection::already_cancelled, "already-cancelled"},
    {Rejection::already_decided, "already-decided"},
    {Rejection::already_over, "already-over"},
    {Rejection::not_over_yet, "not-over-yet"},
    {Rejection::not_cancellable, "not-cancellable"},
    {Rejection::not_reschedulable, "not-reschedulable"},
    {Rejection::hold_expired, "hold-expired"},
    {Rejection::not_active, "not-active"},
    {Rejection::invalid_duration, "invalid-duration"},
    {Rejection::invalid_recurrence, "invalid-recurrence"},
    {Rejection::missing_answer, "missing-answer"},
    {Rejection::invalid_answer, "invalid-answer"},
    {Rejection::too_soon, "too-soon"},
    {Rejection::too_far, "too-far"},
    {Rejection::no_schedule, "no-schedule"},
    {Rejection::outside_hours, "outside-hours"},
    {Rejection::absent, "absent"},
    {Rejection::misaligned_start, "misaligned-start"},
    {Rejection::not_first, "not-first"},
    {Rejection::busy, "busy"},
    {Rejection::source_stale, "source-stale"},
    {Rejection::claimed, "claimed"},
    {Rejection::seats_full, "seats-full"},
    {Rejection::party_too_large, "party-too-large"},
    {Rejection::limit_reached, "limit-reached"},
    {Rejection::too_many, "too-many"},
    {Rejection::erased, "erased"},
    {Rejection::too_large, "too-large"},
}};
static_assert(has_row_for_each_rejection(codes));

}  // namespace

std::string_view code(Rejection rejection) {
    const auto at = static_cast<std::size_t>(rejection);
    ensure(at < codes.size(), "every rejection has a code");
    return codes[at].code;
}

}  // namespace kalends
