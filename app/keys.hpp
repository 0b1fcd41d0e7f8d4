#pragma once

#include <string>

#include "app/settings.hpp"

namespace kalends {

// What `kalends keys` is asked for; what is not given is empty.
struct KeysAsked {
    std::string organisation;
    std::string key;  // to revoke
    // Of one to make.
    std::string label;
    std::string role;
    std::string scopes;  // with commas between
    std::string host;
    std::string expires_at;
};

// These ask the server of these settings with the operator's key, which stands in the data folder,
// and print what it answers. 1 if it refuses, 2 if it cannot be asked.
[[nodiscard]] int list_organisations(const Settings& settings);
[[nodiscard]] int make_key(const Settings& settings, const KeysAsked& asked);
[[nodiscard]] int list_keys(const Settings& settings, const KeysAsked& asked);
[[nodiscard]] int revoke_key(const Settings& settings, const KeysAsked& asked);

}  // namespace kalends
