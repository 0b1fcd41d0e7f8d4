#pragma once

#include <string>

#include "api/calls.hpp"
#include "api/http/router.hpp"

namespace kalends::api {

// The routes of read and write endpoints: whatever is the same for all of them happens here, in the
// order of rule C2. `app` outlives them.
[[nodiscard]] http::Route read(App& app, http::Method method, std::string path, Access access,
                               ReadFunction endpoint);
[[nodiscard]] http::Route write(App& app, http::Method method, std::string path, Access access,
                                WriteFunction endpoint);

}  // namespace kalends::api
