#include "api/dispatch.hpp"

#include <memory>
#include <utility>

#include "api/answer_frame.hpp"
#include "api/positions.hpp"
#include "api/reply_waiter.hpp"
#include "api/request_body.hpp"
#include "api/request_headers.hpp"
#include "eventstore/failures.hpp"
#include "schemas/json/writer.hpp"

namespace kalends::api {
namespace {

Answer answer_read(App& app, const http::Request& request, Access access, ReadFunction endpoint,
                   AnswerFrame& frame) {
    app.engine.settle();
    const auto caller = authenticate(app, request, access, frame);
    if (!caller) return caller.error();
    QueryFields query{request};
    if (auto problem = check_min_position(app, query)) return *std::move(problem);
    try {
        return endpoint({app, request, *caller, app.engine.reading_time(), query});
    } catch (const ZoneMissing&) {
        return unavailable(Unavailable::Reason::zone_missing);
    } catch (const SealBroken&) {
        return key_damaged("The rest of this store can be read.");
    }
}

// There are none in a zone that this machine does not know.
std::vector<Instant> offered(App& app, const Alternatives& alternatives) {
    try {
        return alternatives(app);
    } catch (const ZoneMissing&) {
        return {};
    }
}

void append_alternatives(Problem& problem, const std::vector<Instant>& starts) {
    if (!problem.members.empty()) problem.members.push_back(',');
    problem.members += "\"alternatives\":";
    const auto open = problem.members.size();
    for (const auto start : starts) {
        problem.members.push_back(',');
        append_json_text(problem.members, to_text(start));
    }
    close_json(problem.members, open, '[', ']');
}

// Renders the outcome of one command.
struct OutcomeReply {
    App& app;
    AnswerFrame frame;
    LimitShown limit_shown;
    Show show;
    Alternatives alternatives;

    Response operator()(const Outcome& outcome) const {
        return std::visit([this](const auto& known) { return respond(known); }, outcome);
    }

    [[nodiscard]] Response respond(const Accepted& accepted) const {
        auto response = framed(show(app, accepted), frame, accepted.position);
        if (accepted.is_replay) response.with("Idempotency-Replayed", "true");
        return response;
    }
    [[nodiscard]] Response respond(const Refused& no) const {
        auto problem = problem_of(no.refusal, limit_shown);
        const bool is_about_start =
            no.refusal.field == "/start" || no.refusal.reason == Rejection::hold_expired;
        if (alternatives && is_about_start) {
            append_alternatives(problem, offered(app, alternatives));
        }
        return framed(response_of(problem, frame.request_id), frame, no.position);
    }
    [[nodiscard]] Response respond(const KeyReused&) const {
        return refused(app, key_reused(), frame);
    }
    [[nodiscard]] Response respond(const Unavailable& no) const {
        return refused(app, unavailable(no.reason), frame);
    }
};

// A command with everything but its waiter, and how its outcome will look.
struct Prepared {
    Submission submission;
    Show show;
    Alternatives alternatives;
};

Result<Prepared, Problem> prepare(App& app, const http::Request& request, Access access,
                                  WriteFunction endpoint, AnswerFrame& frame) {
    app.engine.settle();
    const auto caller = authenticate(app, request, access, frame);
    if (!caller) return caller.error();
    auto idempotency = idempotency_of(request, caller->actor.kind);
    if (!idempotency) return idempotency.error();
    const auto expected = expected_revision_of(request);
    if (!expected) return expected.error();
    const auto body = read_body(app, request);
    if (!body) return body.error();
    QueryFields query{request};
    auto intent =
        endpoint({app, request, *caller, app.engine.reading_time(), *idempotency, *body, query});
    if (auto problem = query.problem()) return *std::move(problem);
    if (!intent) return intent.error();
    return Prepared{Submission{.organisation = intent->organisation,
                               .actor = caller->actor,
                               .command = std::move(intent->command),
                               .idempotency = *std::move(idempotency),
                               .expected_revision = *expected,
                               .correlation = request.id,
                               .traceparent = traceparent_of(request).value_or(std::string{}),
                               .origin = origin_of(request, caller->actor.kind),
                               .batch = request.part_of},
                    std::move(intent->show), std::move(intent->alternatives)};
}

void answer_write(App& app, const http::Request& request, http::Reply reply, Access access,
                  WriteFunction endpoint) {
    auto frame = frame_of(request);
    auto prepared = prepare(app, request, access, endpoint, frame);
    if (!prepared) return reply(refused(app, prepared.error(), frame));
    Submission submission = std::move(prepared->submission);
    const auto limit_shown = submission.actor.may(Permission::bookings_read)
                                 ? LimitShown::with_use
                                 : LimitShown::without_use;
    submission.waiter = std::make_unique<ReplyWaiter>(
        std::move(reply), request.id,
        OutcomeReply{app, std::move(frame), limit_shown, std::move(prepared->show),
                     std::move(prepared->alternatives)});
    app.engine.submit(std::move(submission));
    app.kick();
}

}  // namespace

http::Route read(App& app, http::Method method, std::string path, Access access,
                 ReadFunction endpoint) {
    const auto call = [&app, access, endpoint](const http::Request& request) {
        auto frame = frame_of(request);
        auto answer = answer_read(app, request, access, endpoint, frame);
        if (!answer) return refused(app, answer.error(), frame);
        return framed(*std::move(answer), frame, app.engine.position());
    };
    return {method, std::move(path), http::ReadEndpoint{call}};
}

http::Route write(App& app, http::Method method, std::string path, Access access,
                  WriteFunction endpoint) {
    const auto call = [&app, access, endpoint](http::Request&& request, http::Reply reply) {
        answer_write(app, request, std::move(reply), access, endpoint);
    };
    return {method, std::move(path), http::WriteEndpoint{call}};
}

}  // namespace kalends::api
