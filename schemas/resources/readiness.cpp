#include "schemas/resources/readiness.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_view(std::string& out, const ShownReadiness::ShownView& view) {
    ResourceObject object{out};
    object.member("name", view.name);
    object.member("status", view.status);
    object.member("events_behind", view.events_behind);
}

void append_publishing(std::string& out,
                       const std::optional<ShownReadiness::ShownPublishing>& publishing) {
    if (!publishing) {
        out.append("null");
        return;
    }
    ResourceObject object{out};
    object.member("status", publishing->status);
    object.member("events_behind", publishing->events_behind);
}

}  // namespace

void append_readiness(std::string& out, const ShownReadiness& readiness) {
    ResourceObject object{out};
    object.member("status", std::string_view{"ready"});
    object.member("clock_held", readiness.is_clock_held);
    object.member_by("views",
                     [&](std::string& views) { append_list(views, readiness.views, append_view); });
    object.member_by("publishing",
                     [&](std::string& member) { append_publishing(member, readiness.publishing); });
}

}  // namespace kalends
