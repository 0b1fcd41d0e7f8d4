#pragma once

#include "domain/id.hpp"
#include "domain/recorded.hpp"
#include "domain/sealed.hpp"

namespace kalends {

// A person whose data are kept, first named by the event that carries this, and the slot of the key
// under which everything personal of theirs is sealed. The engine fills in the slot.
struct SubjectMade {
    SubjectId subject;
    KeySlot key{};

    bool operator==(const SubjectMade&) const = default;
};

// A guest or human host as a person: which key, nothing more.
struct Subject {
    SubjectId id;
    KeySlot key{};
    bool is_erased = false;

    bool operator==(const Subject&) const = default;
};

[[nodiscard]] inline Subject evolve(Subject subject, const SubjectMade& made, const Recorded&) {
    subject.id = made.subject;
    subject.key = made.key;
    return subject;
}

}  // namespace kalends
