#include "schemas/resources/busy.hpp"

#include "schemas/events/busy.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

std::optional<std::int64_t> last_import_hours(const BusyPolicy& policy) {
    if (policy.when_stale != WhenStale::last_import) return std::nullopt;
    return std::chrono::floor<std::chrono::hours>(policy.last_import_for).count();
}

void write_members(ResourceObject& object, const ShownSource& shown) {
    const auto& policy = shown.source.policy;
    object.member("host_id", shown.host);
    object.member("source", shown.name);
    object.member("standing", shown.standing);
    object.member("stale_after_minutes", policy.stale_after);
    object.member("when_stale", policy.when_stale);
    object.member("last_import_hours", last_import_hours(policy));
    object.member("busy", shown.source.taken.intervals());
    object.member("last_read_at", shown.read_at);
    object.member("revision", shown.source.revision);
}

}  // namespace

void append_busy_source(std::string& out, const ShownSource& shown) {
    ResourceObject object{out};
    write_members(object, shown);
}

void append_busy_import(std::string& out, const ShownSource& shown, const CoveredBookings& covers) {
    ResourceObject object{out};
    write_members(object, shown);
    object.member("booking_ids", covers.named);
    object.member("booking_count", covers.count());
}

}  // namespace kalends
