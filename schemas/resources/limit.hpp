#pragma once

#include <string>

#include "domain/limit.hpp"

namespace kalends {

void append_limit(std::string& out, const Limit& limit);

// A limit that is reached: in which period, how much of it is used, and on which host.
void append_limit_use(std::string& out, const LimitUse& use);
// The same for whoever may not know how much others have booked: that it is reached, and when.
void append_limit_period(std::string& out, const LimitUse& use);

}  // namespace kalends
