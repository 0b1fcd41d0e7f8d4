#pragma once

#include <functional>
#include <string>

#include "api/app.hpp"
#include "api/authentication.hpp"
#include "api/calls.hpp"
#include "api/http/router.hpp"
#include "projections/runner.hpp"

namespace kalends::api {

// What a question to a view makes of it; called on the views' thread, when they have caught up.
using ViewQuery = std::function<Response(View&)>;
// Reads the question on the deciding thread, or says what is wrong with it.
using ViewFunction = Result<ViewQuery, Problem> (*)(const ReadCall&);

// The route of an endpoint that a view answers. The answer says at which position the view stood:
// not before what the log held when it was asked, unless the view is late; then it says so too
// (`Kalends-Late: true`). A view that is not there yet, or stands still, is 503.
[[nodiscard]] http::Route view(App& app, http::Method method, std::string path, Access access,
                               std::string view, ViewFunction endpoint);

}  // namespace kalends::api
