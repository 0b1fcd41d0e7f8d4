#pragma once

#include <string>
#include <string_view>

#include "domain/organisation.hpp"

namespace kalends {

// The secret stands only in the first answer to the key's making; its digest nowhere.
void append_api_key(std::string& out, const ApiKey& key, std::string_view secret = {});

}  // namespace kalends
