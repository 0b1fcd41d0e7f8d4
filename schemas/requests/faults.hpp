#pragma once

#include <vector>

#include "domain/result.hpp"
#include "schemas/json/reader.hpp"

namespace kalends {

// Everything that is wrong with the body of a request, in the order in which it was found: at most
// `faults_max`, so that no body makes an answer larger than itself by much.
using Faults = std::vector<JsonFault>;

// What a body asks for, or all its faults. Ids that the path or the id source gives are nil.
template <class T>
using Parsed = Result<T, Faults>;

}  // namespace kalends
