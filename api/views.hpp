#pragma once

#include <functional>
#include <string>
#include <utility>

#include "api/app.hpp"
#include "api/authentication.hpp"
#include "api/calls.hpp"
#include "api/http/router.hpp"
#include "projections/runner.hpp"

namespace kalends::api {

// What a question makes of the views; called on their thread, when they have caught up. It owns all
// that it needs.
using ViewQuery = std::function<Answer(Runner&)>;
// Reads the question on the deciding thread, or says what is wrong with it.
using ViewFunction = Result<ViewQuery, Problem> (*)(const ReadCall&);

// The route of an endpoint that the views answer. The answer says at which position they stood: not
// before what the log held when they were asked, unless they are late; then it says so too
// (`Kalends-Late: true`).
[[nodiscard]] http::Route view(App& app, http::Method method, std::string path, Access access,
                               ViewFunction endpoint);

// 503 for a view that is not complete yet, or stands still; nothing if it answers.
[[nodiscard]] std::optional<Problem> check_view(const Runner& views, std::string_view name);

// 503 for two views that stand at different positions, as they may for a moment after a start.
[[nodiscard]] std::optional<Problem> check_level(const Runner& views, std::string_view one,
                                                 std::string_view other);

// Why a question that the views did not take has no answer.
[[nodiscard]] Problem why_not_taken(Asking asking);

// A question to one view, which answers it if it can.
template <class SomeView, class Ask>
[[nodiscard]] ViewQuery ask_view(std::string name, Ask ask) {
    return [name = std::move(name), ask = std::move(ask)](Runner& views) -> Answer {
        if (auto problem = check_view(views, name)) return *std::move(problem);
        return ask(dynamic_cast<SomeView&>(*views.find(name)));
    };
}

// One to two views, as they stand at the same position.
template <class OneView, class OtherView, class Ask>
[[nodiscard]] ViewQuery ask_views(std::string one, std::string other, Ask ask) {
    return [one = std::move(one), other = std::move(other),
            ask = std::move(ask)](Runner& views) -> Answer {
        if (auto problem = check_view(views, one)) return *std::move(problem);
        if (auto problem = check_view(views, other)) return *std::move(problem);
        if (auto problem = check_level(views, one, other)) return *std::move(problem);
        return ask(dynamic_cast<OneView&>(*views.find(one)),
                   dynamic_cast<OtherView&>(*views.find(other)));
    };
}

}  // namespace kalends::api
