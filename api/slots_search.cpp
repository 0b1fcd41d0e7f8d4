#include "api/slots_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "api/http/parts.hpp"
#include "commands/rights.hpp"

namespace kalends::api {
namespace {

using std::chrono::days;

constexpr days part_max{16};

bool names(const HostPlan& plan, HostId host) {
    return std::ranges::count(hosts_of(plan), host) > 0;
}

std::vector<MeetingTypeId> types_named(QueryFields& query, std::string_view text) {
    std::vector<MeetingTypeId> named;
    do {
        const auto id = parse<MeetingTypeId>(http::take_part(text, ','));
        if (!id || std::ranges::count(named, *id) > 0 ||
            named.size() == SearchBounds::types_named) {
            query.note("meeting_type_id", "must be up to 20 different ids, parted by commas");
            return {};
        }
        named.push_back(*id);
    } while (!text.empty());
    return named;
}

std::vector<MeetingTypeId> types_that_can_be_booked(const ReadCall& call) {
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    const auto streams =
        engine.list(organisation, StreamKind::meeting_type, {}, SearchBounds::types_listed + 1);
    std::vector<MeetingTypeId> found;
    for (const auto& stream : streams) {
        const MeetingTypeId id{stream.id};
        if (!engine.find(organisation, id)->is_retired) found.push_back(id);
    }
    if (streams.size() > SearchBounds::types_listed || found.size() > SearchBounds::types) {
        call.query.note("meeting_type_id", "must be there: there are too many to ask for all");
        return {};
    }
    return found;
}

template <class Has>
std::vector<HostId> ids_if(std::span<const Host* const> hosts, Has has) {
    std::vector<HostId> ids;
    for (const Host* host : hosts) {
        if (has(*host)) ids.push_back(host->id);
    }
    std::ranges::sort(ids);
    return ids;
}

bool is_among(const std::vector<HostId>& sorted, HostId id) {
    return std::ranges::binary_search(sorted, id);
}

// What a request says of every type alike.
struct Wish {
    std::optional<Minutes> duration;
    std::uint32_t party = 1;
};

Wish wish_asked(QueryFields& query) {
    Wish wish;
    const auto duration = query.number("duration_minutes", bounds::duration_minutes);
    if (duration) wish.duration = Minutes{*duration};
    wish.party = static_cast<std::uint32_t>(query.number("party", bounds::party).value_or(1));
    return wish;
}

bool can_have(AskedCalendar& calendar, const Wish& wish, const HostsWanted& wanted) {
    if (wish.duration && !calendar.ask_duration(*wish.duration)) return false;
    calendar.ask_party(wish.party);
    return calendar.takes_party() &&
           std::ranges::any_of(calendar.hosts(),
                               [&wanted](const Host* host) { return wanted.has(*host); });
}

void check_cost(QueryFields& query, const std::vector<AskedCalendar>& types) {
    std::size_t hosts = 0;
    std::size_t windows = 0;
    for (const auto& calendar : types) {
        hosts += calendar.hosts().size();
        if (std::holds_alternative<DaysWithSlots>(calendar.type().terms->window)) ++windows;
    }
    if (hosts > SearchBounds::hosts) {
        query.note("meeting_type_id", "asks for too many hosts: name fewer");
    }
    if (windows > SearchBounds::windows_with_slots) {
        query.note("meeting_type_id",
                   "asks for more than 5 meeting types whose window counts days with slots");
    }
}

}  // namespace

SearchedType::SearchedType(const ReadCall& call, AskedCalendar calendar, const HostsWanted& wanted,
                           const Interval& window)
    : calendar_{std::move(calendar)},
      are_all_wanted_{wanted.is_any()},
      wanted_{ids_if(calendar_.hosts(), [&](const Host& one) { return wanted.has(one); })},
      with_attributes_{
          ids_if(calendar_.hosts(), [&](const Host& one) { return wanted.has_attributes(one); })},
      cache_{call.app.engine.hours()},
      question_{calendar_.question(call.now)},
      parts_{question_, window, cache_} {}

// A booking names no host, and of a group the rotation chooses any that is free: so all of those
// have the attributes.
bool SearchedType::is_for_wanted(const std::vector<HostId>& free) const {
    if (are_all_wanted_) return true;
    const auto& plan = calendar_.type().terms->hosts;
    if (std::ranges::any_of(plan.fixed, [this](HostId id) { return is_among(wanted_, id); })) {
        return true;
    }
    return std::ranges::any_of(plan.groups, [&](const HostGroup& group) {
        bool has_wanted = false;
        for (const auto& member : group.members) {
            if (std::ranges::count(free, member.host) == 0) continue;
            if (!is_among(with_attributes_, member.host)) return false;
            has_wanted = has_wanted || is_among(wanted_, member.host);
        }
        return has_wanted;
    });
}

bool SearchedType::find(const Interval& part, std::size_t count, std::size_t& left,
                        std::vector<FoundSlot>& found) {
    auto slots = parts_.slots(part, left);
    if (!slots) return false;
    if (are_all_wanted_ && slots->size() > count) slots->resize(count);
    auto hosts = hosts_free(question_, *slots, cache_);
    for (std::size_t i = 0; i < slots->size() && count > 0; ++i) {
        if (!is_for_wanted(hosts[i])) continue;
        found.push_back(
            {(*slots)[i], calendar_.type().id, std::move(hosts[i]), std::string{calendar_.zone()}});
        --count;
    }
    return true;
}

Result<std::vector<AskedCalendar>, Problem> types_to_search(const ReadCall& call,
                                                            const HostsWanted& wanted) {
    const auto text = call.query.text("meeting_type_id");
    const auto ids = text ? types_named(call.query, *text) : types_that_can_be_booked(call);
    const auto wish = wish_asked(call.query);
    std::vector<AskedCalendar> types;
    types.reserve(ids.size());
    for (const auto id : ids) {
        const auto type = call.app.engine.find(call.caller.organisation, id);
        if (!type) return problem_of({Rejection::not_found, "meeting_type_id"});
        // Loading all hosts of a type that has not the one is spared.
        if (wanted.host && !names(type->terms->hosts, *wanted.host)) continue;
        auto calendar = AskedCalendar::find(call.app.engine, call.caller.organisation, id);
        calendar->ask_for(own_host(call.caller.actor));
        if (can_have(*calendar, wish, wanted)) types.push_back(*std::move(calendar));
    }
    check_cost(call.query, types);
    return types;
}

// Most often there are enough within the first days: so the parts that are looked at grow.
FoundSlots search(std::deque<SearchedType>& types, const Interval& window, std::size_t limit) {
    FoundSlots found{.until = window.end};
    std::size_t left = judged_max;
    days length{1};
    for (Instant from = window.start; from < window.end;) {
        const Interval part{from, std::min<Instant>(from + length, window.end)};
        std::vector<FoundSlot> of_part;
        for (auto& type : types) {
            if (type.find(part, limit, left, of_part)) continue;
            found.until = from;
            return found;
        }
        std::ranges::sort(of_part, {}, [](const FoundSlot& one) {
            return std::tuple{one.slot.time.start, one.meeting_type};
        });
        for (auto& one : of_part) {
            if (found.slots.size() >= limit && one.slot.time.start >= found.until) return found;
            found.slots.push_back(std::move(one));
            // Whoever goes on from here gets none twice, and misses none.
            if (found.slots.size() == limit) {
                found.until = found.slots.back().slot.time.start + Minutes{1};
            }
        }
        if (found.slots.size() >= limit) return found;
        from = part.end;
        length = std::min(2 * length, part_max);
    }
    return found;
}

}  // namespace kalends::api
