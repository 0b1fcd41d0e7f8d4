#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "api/asked_calendar.hpp"
#include "api/calls.hpp"
#include "api/hosts_wanted.hpp"
#include "domain/availability/slots_by_part.hpp"
#include "schemas/resources/slots.hpp"

namespace kalends::api {

// What one search may come to. What it judges, starts each counted once for each host, is bounded
// as for one question; a window that counts days with slots can cost as much again by itself.
struct SearchBounds {
    static constexpr std::size_t types_named = 20;
    static constexpr std::size_t types_listed =
        500;  // that an organisation may have to ask for all
    static constexpr std::size_t types = 100;
    static constexpr std::size_t hosts = 2'000;  // of all types, each counted once for each
    static constexpr std::size_t windows_with_slots = 5;
};

// A meeting type that is searched, with all that its question refers to.
class SearchedType {
  public:
    SearchedType(const ReadCall& call, AskedCalendar calendar, const HostsWanted& wanted,
                 const Interval& window);
    SearchedType(const SearchedType&) = delete;
    SearchedType& operator=(const SearchedType&) = delete;

    // Appends the first slots of a part that one of the wanted hosts can have, at most `count`;
    // where attributes are asked for, that one with all of them is sure to have. Whether no more
    // was judged for it than was left.
    [[nodiscard]] bool find(const Interval& part, std::size_t count, std::size_t& left,
                            std::vector<FoundSlot>& found);

  private:
    [[nodiscard]] bool is_for_wanted(const std::vector<HostId>& free) const;

    AskedCalendar calendar_;
    bool are_all_wanted_;
    // Sorted: the hosts that are wanted, and all that have the attributes.
    std::vector<HostId> wanted_;
    std::vector<HostId> with_attributes_;
    HoursCache& cache_;
    Question question_;
    SlotsByPart parts_;
};

// The meeting types that a query asks for: those of `meeting_type_id`, else all that can be booked,
// without those that have none of the hosts, or not the duration or the room, that it asks for.
// What is wrong with parameters is noted.
[[nodiscard]] Result<std::vector<AskedCalendar>, Problem> types_to_search(
    const ReadCall& call, const HostsWanted& wanted);

// The first slots of all of them within the window, at most `limit`, by start and then by type.
[[nodiscard]] FoundSlots search(std::deque<SearchedType>& types, const Interval& window,
                                std::size_t limit);

}  // namespace kalends::api
