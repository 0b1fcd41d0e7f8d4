#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "schemas/json/reader.hpp"

namespace kalends {

// Everything that is wrong with the body of a request, in the order in which it was found: at most
// `bounds::faults_max`, so that no small body makes a huge answer.
using Faults = std::vector<JsonFault>;

// What a body asks for, or all its faults. Ids that the path or the id source gives are nil.
template <class T>
using Parsed = Result<T, Faults>;

// Collects the faults of one body. Those past the bound are counted, not kept.
class FaultList {
  public:
    // `message` continues the sentence "this value …".
    void note(JsonValue value, std::string message);
    // The same of a member that is not there, or that its neighbours make wrong. Its name is one
    // of ours, in which a JSON pointer escapes nothing.
    void note_member(JsonValue object, std::string_view member, std::string message);

    [[nodiscard]] std::size_t found() const { return found_; }
    [[nodiscard]] Faults take() { return std::move(kept_); }

  private:
    [[nodiscard]] bool has_room();

    Faults kept_;
    std::size_t found_ = 0;
};

}  // namespace kalends
