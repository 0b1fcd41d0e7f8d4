#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/availability/availability.hpp"
#include "tests/domain/availability/situations.hpp"

namespace kalends {

// The states that a situation's plain values stand for, and the question about them.
class Posed {
  public:
    explicit Posed(const oracle::Situation& situation);
    Posed(const Posed&) = delete;
    Posed& operator=(const Posed&) = delete;

    [[nodiscard]] const Question& question() const { return question_; }

  private:
    MeetingType type_;
    Host host_;
    Question question_;
};

// Where the calculus and the oracle first disagree about some situations of one scene: a sentence
// for people; nothing if they agree.
[[nodiscard]] std::optional<std::string> disagreement(const Scene& scene, int situations,
                                                      Random& random);

// The same for the scene that a seed makes up.
[[nodiscard]] std::optional<std::string> disagreement(std::uint64_t seed, int situations);

}  // namespace kalends
