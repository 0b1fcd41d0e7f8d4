#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/personal.hpp"
#include "domain/id.hpp"

namespace kalends {

// What the command under way has sealed, as it came. Its answer shows the same values, and to open
// a seal takes as long as to make it. The values are the submission's, and outlive what is noted
// here: it is forgotten as soon as the command is answered.
class JustSealed {
  public:
    void note(EventId event, std::string_view field, const Clear& clear) {
        notes_.push_back({event, std::string{field}, &clear});
    }

    // Null if this command did not seal it.
    [[nodiscard]] const Clear* find(EventId event, std::string_view field) const {
        for (const auto& note : notes_) {
            if (note.event == event && note.field == field) return note.clear;
        }
        return nullptr;
    }

    void forget() { notes_.clear(); }

  private:
    struct Note {
        EventId event;
        std::string field;
        const Clear* clear;
    };

    std::vector<Note> notes_;
};

}  // namespace kalends
