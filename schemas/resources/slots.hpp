#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/availability/evaluation.hpp"
#include "domain/busy.hpp"
#include "domain/id.hpp"
#include "domain/time.hpp"

namespace kalends {

// A source of busy time that was not read for too long (rule B6).
struct StaleSource {
    HostId host;
    std::string_view name;
    SourceStanding standing{};
};

// The answer to a query for slots. The hosts that each of them can have, or one list for all.
struct ShownSlots {
    std::span<const Slot> slots;
    std::span<const std::vector<HostId>> hosts;
    std::string_view zone;                  // of the viewer: local starts are in it
    std::optional<Instant> next_available;  // shown only where there are no slots
    std::span<const StaleSource> stale = {};
};
void append_slots(std::string& out, const ShownSlots& shown);

// A slot of one of several meeting types, with the hosts that it can have.
struct FoundSlot {
    Slot slot;
    MeetingTypeId meeting_type;
    std::vector<HostId> hosts;
    std::string zone;  // of the meeting type: its local start is in it
};
// What a search found, in order; all that starts before `until` is there.
struct FoundSlots {
    std::vector<FoundSlot> slots;
    Instant until;
};
void append_found_slots(std::string& out, const FoundSlots& found);

}  // namespace kalends
