#include "schemas/resources/slots.hpp"

#include "domain/availability/zone_clock.hpp"
#include "domain/check.hpp"
#include "schemas/events/busy.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_stale(std::string& out, const StaleSource& stale) {
    ResourceObject object{out};
    object.member("host_id", stale.host);
    object.member("source", stale.name);
    object.member("standing", stale.standing);
}

}  // namespace

void append_slots(std::string& out, const ShownSlots& shown) {
    const ZoneClock clock{std::string{shown.zone}};
    std::vector<std::string> hosts;
    for (const auto& list : shown.hosts) append_json(hosts.emplace_back(), list);
    ensure(hosts.size() == 1 || hosts.size() == shown.slots.size(), "each slot has its hosts");
    ResourceObject object{out};
    object.member_by("items", [&](std::string& to) {
        append_list(to, shown.slots, [&](std::string& item, const Slot& slot) {
            ResourceObject one{item};
            one.member("start", slot.time.start);
            one.member("end", slot.time.end);
            one.member("start_local", clock.civil_at(slot.time.start));
            one.member("seats_left", slot.seats_left);
            const auto place = static_cast<std::size_t>(&slot - shown.slots.data());
            one.member("host_ids", RawJson{hosts.size() == 1 ? hosts.front() : hosts[place]});
        });
    });
    object.member("time_zone", shown.zone);
    object.member("next_available", shown.next_available);
    object.member_by("stale_sources",
                     [&](std::string& to) { append_list(to, shown.stale, append_stale); });
}

void append_found_slots(std::string& out, const FoundSlots& found) {
    ResourceObject object{out};
    object.member_by("items", [&](std::string& to) {
        append_list(to, found.slots, [](std::string& item, const FoundSlot& one) {
            ResourceObject shown{item};
            shown.member("start", one.slot.time.start);
            shown.member("end", one.slot.time.end);
            shown.member("start_local", ZoneClock{one.zone}.civil_at(one.slot.time.start));
            shown.member("time_zone", one.zone);
            shown.member("meeting_type_id", one.meeting_type);
            shown.member("host_ids", one.hosts);
            shown.member("seats_left", one.slot.seats_left);
        });
    });
    object.member("searched_until", found.until);
}

}  // namespace kalends
