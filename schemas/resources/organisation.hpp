#pragma once

#include <string>
#include <string_view>

#include "domain/organisation.hpp"

namespace kalends {

void append_organisation(std::string& out, const Organisation& organisation);

// The answer to its making: with its owner's key, whose secret is shown only if it is given.
void append_organisation_created(std::string& out, const Organisation& organisation,
                                 std::string_view owner_secret = {});

}  // namespace kalends
