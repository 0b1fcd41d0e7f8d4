#include "api/replies.hpp"

#include <array>

#include "domain/check.hpp"
#include "schemas/json/writer.hpp"
#include "schemas/resources/limit.hpp"
#include "schemas/resources/series.hpp"

namespace kalends::api {
namespace {

enum class Retry : bool { pointless, may_succeed };

// A row for each "no" of the domain: how it looks outside; its code is the domain's.
struct Face {
    Rejection rejection{};
    Status status{};
    std::string_view title;
    Retry retry = Retry::pointless;
};

constexpr std::array<Face, rejections> faces = [] {
    using enum Status;
    return std::array<Face, rejections>{{
        {Rejection::not_found, Status::not_found, "There is no such resource"},
        {Rejection::forbidden, Status::forbidden, "The caller may not do this"},
        {Rejection::stale_revision, precondition_failed, "The resource has changed since"},
        {Rejection::already_exists, conflict, "There is one of that name already"},
        {Rejection::already_cancelled, conflict, "It is cancelled already"},
        {Rejection::already_decided, conflict, "Its status does not allow it"},
        {Rejection::already_over, conflict, "It is over already"},
        {Rejection::not_over_yet, conflict, "It is not over yet", Retry::may_succeed},
        {Rejection::not_cancellable, conflict, "It cannot be cancelled"},
        {Rejection::not_reschedulable, conflict, "It cannot be moved"},
        {Rejection::hold_expired, conflict, "The hold is gone"},
        {Rejection::not_active, unprocessable_content, "It takes no new bookings"},
        {Rejection::invalid_duration, unprocessable_content, "It is not offered for that long"},
        {Rejection::invalid_recurrence, unprocessable_content, "The rule cannot be followed"},
        {Rejection::missing_answer, unprocessable_content, "A question is not answered"},
        {Rejection::invalid_answer, unprocessable_content, "An answer is not one of those allowed"},
        {Rejection::too_soon, unprocessable_content, "That is too soon"},
        {Rejection::too_far, unprocessable_content, "That is too far ahead", Retry::may_succeed},
        {Rejection::no_schedule, unprocessable_content, "There are no hours to book in"},
        {Rejection::outside_hours, unprocessable_content, "That is outside the open hours"},
        {Rejection::absent, unprocessable_content, "The host is absent then"},
        {Rejection::misaligned_start, unprocessable_content, "No slot starts then"},
        {Rejection::not_first, unprocessable_content, "Only the first slot of a day can be booked"},
        {Rejection::busy, conflict, "The host is busy then"},
        {Rejection::source_stale, conflict, "The host's calendar could not be read",
         Retry::may_succeed},
        {Rejection::claimed, conflict, "That time is taken, or a buffer around it"},
        {Rejection::seats_full, conflict, "Too few seats are left"},
        {Rejection::party_too_large, unprocessable_content, "The party is too large"},
        {Rejection::limit_reached, conflict, "A limit of bookings is reached"},
        {Rejection::too_many, unprocessable_content, "There are too many of them already"},
        {Rejection::erased, unprocessable_content, "That person's data were erased"},
        {Rejection::too_large, unprocessable_content, "It would be larger than can be stored"},
    }};
}();
static_assert(has_row_for_each_rejection(faces));

const Face& face_of(Rejection rejection) {
    const auto at = static_cast<std::size_t>(rejection);
    ensure(at < faces.size(), "every rejection has a face");
    return faces[at];
}

}  // namespace

Problem problem_of(Rejection rejection) {
    const Face& face = face_of(rejection);
    return {.status = face.status,
            .code = code(rejection),
            .title = face.title,
            .retryable = face.retry == Retry::may_succeed};
}

Problem problem_of(const Refusal& refusal, LimitShown limit_shown) {
    Problem problem = problem_of(refusal.reason);
    if (!refusal.field.empty()) {
        const auto detail =
            refusal.detail.empty() ? problem.title : std::string_view{refusal.detail};
        problem.errors.push_back({refusal.field, std::string{detail}});
    } else {
        problem.detail = refusal.detail;
    }
    if (refusal.reason == Rejection::stale_revision) {
        problem.errors.push_back({"If-Match", "names another revision: read the resource again"});
    }
    for (const auto& fault : refusal.further) problem.errors.push_back({fault.field, fault.detail});
    if (refusal.limit) {
        problem.members = "\"limit\":";
        const bool is_whole = limit_shown == LimitShown::with_use;
        is_whole ? append_limit_use(problem.members, *refusal.limit)
                 : append_limit_period(problem.members, *refusal.limit);
    }
    if (!refusal.occurrences.empty()) {
        if (!problem.members.empty()) problem.members.push_back(',');
        problem.members += "\"refused\":";
        append_refused_occurrences(problem.members, refusal.occurrences);
    }
    return problem;
}

Problem malformed(std::vector<FieldError> errors) {
    return {.status = Status::bad_request,
            .code = "malformed",
            .title = "The request cannot be understood",
            .errors = std::move(errors)};
}

Problem malformed(std::string pointer, std::string detail) {
    return malformed(std::vector<FieldError>{{std::move(pointer), std::move(detail)}});
}

Problem malformed(const Faults& faults) {
    std::vector<FieldError> errors;
    for (const auto& fault : faults) errors.push_back({fault.pointer, fault.message});
    return malformed(std::move(errors));
}

Problem unauthorised() {
    return {.status = Status::unauthorised,
            .code = "unauthorised",
            .title = "A valid key is needed",
            .detail = "Send a key that is live as `Authorization: Bearer`."};
}

Problem forbidden(std::string detail) {
    Problem problem = problem_of(Rejection::forbidden);
    problem.detail = std::move(detail);
    return problem;
}

Problem not_found() {
    return problem_of(Rejection::not_found);
}

Problem key_reused() {
    return {.status = Status::unprocessable_content,
            .code = "key-reused",
            .title = "The Idempotency-Key was used by another request",
            .errors = {{"Idempotency-Key",
                        "stands for another method, path or body already: send a new one"}}};
}

Problem rate_limited(const Allowance& allowance) {
    const auto window = RateLimiter::window.count();
    return {.status = Status::too_many_requests,
            .code = "rate-limited",
            .title = "That is too many requests",
            .detail = "Of one " + std::string{allowance.policy} + " " +
                      std::to_string(allowance.bucket) + " are answered in " +
                      std::to_string(window) + " seconds.",
            .retryable = true,
            .retry_after_seconds = static_cast<std::uint64_t>(allowance.retry_after.count())};
}

Problem unsupported_media_type(std::string_view wanted, std::string detail) {
    return {.status = Status::unsupported_media_type,
            .code = "unsupported-media-type",
            .title = "The body must be of another type",
            .detail = std::move(detail),
            .accepts = wanted};
}

Problem position_withdrawn(Position head) {
    Problem problem{.status = Status::gone,
                    .code = "position-withdrawn",
                    .title = "A restore withdrew that position",
                    .detail = "The log goes on from `position`."};
    problem.members = "\"position\":";
    append_json_text(problem.members, to_text(head));
    return problem;
}

// Seconds: somebody has to do something first.
constexpr std::uint64_t until_tended = 60;

Problem unavailable(Unavailable::Reason reason) {
    Problem problem{.status = Status::unavailable, .retryable = true};
    switch (reason) {
        case Unavailable::Reason::queue_full:
            problem.code = "overloaded";
            problem.title = "Too many commands wait already";
            return problem;
        case Unavailable::Reason::disk_reserve:
            problem.code = "disk-reserve";
            problem.retry_after_seconds = until_tended;
            problem.title = "The disk is nearly full";
            return problem;
        case Unavailable::Reason::clock_behind:
            problem.code = "clock-behind";
            problem.retry_after_seconds = until_tended;
            problem.title = "The server's clock is behind its log";
            return problem;
        case Unavailable::Reason::stopping:
            problem.code = "stopping";
            problem.title = "The server is stopping";
            return problem;
        case Unavailable::Reason::zone_missing:
            problem.code = "zone-missing";
            problem.title = "This server lacks the data of a time zone";
            problem.detail = "Hours in that zone can be asked for once its data are installed.";
            problem.retryable = false;
            return problem;
        case Unavailable::Reason::key_damaged:
            return key_damaged("Nothing was changed.");
    }
    broken("every reason to be unavailable has a name");
}

Problem key_damaged(std::string detail) {
    return {.status = Status::internal_error,
            .code = "key-damaged",
            .title = "Personal values cannot be opened: their key is damaged in this store",
            .detail = std::move(detail)};
}

Problem outcome_unknown() {
    return {.status = Status::unavailable,
            .code = "outcome-unknown",
            .title = "Whether the command took effect is not known",
            .detail = "Send it again with the same Idempotency-Key.",
            .retryable = true};
}

Response response_of(const Problem& problem, std::string_view request_id) {
    auto response = http::problem_response(problem, request_id);
    if (problem.status == Status::unauthorised) response.with("WWW-Authenticate", "Bearer");
    if (problem.status == Status::unsupported_media_type) {
        response.with("Accept", std::string{problem.accepts});
    }
    return response;
}

std::string entity_tag(std::uint64_t revision) {
    return '"' + std::to_string(revision) + '"';
}

Response ok(std::string body) {
    return http::json_response(Status::ok, std::move(body));
}

Response ok(std::string body, std::uint64_t revision) {
    return ok(std::move(body)).with("ETag", entity_tag(revision));
}

Response created(std::string location, std::string body) {
    return http::json_response(Status::created, std::move(body))
        .with("Location", std::move(location));
}

}  // namespace kalends::api
