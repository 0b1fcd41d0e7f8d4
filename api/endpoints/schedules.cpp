#include "api/endpoints/schedules.hpp"

#include "domain/check.hpp"
#include "schemas/requests/schedule.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/schedule.hpp"

namespace kalends::api {
namespace {

Response shown(const Schedules::value_type& named) {
    std::string body;
    append_schedule(body, named.first, named.second);
    return ok(std::move(body), named.second.revision);
}

std::shared_ptr<const Host> host_of(const ReadCall& call) {
    const auto id = parse<HostId>(call.path_parameter("id"));
    return id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
}

}  // namespace

Result<Intent, Problem> set_schedule(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const std::string name{call.path_parameter("name")};
    if (!is_schedule_name(name)) {
        return malformed("name", "must be 1 to 50 letters, digits, `-` and `_`");
    }
    auto schedule = parse_schedule(call.body, call.app.zones);
    if (!schedule) return malformed(schedule.error());
    const auto show = [name](App&, const Accepted& accepted) {
        const auto& schedules = *accepted.resource->as<Host>()->schedules;
        const auto present = schedules.find(name);
        ensure(present != schedules.end(), "a schedule that was set is there after it");
        return shown(*present);
    };
    return Intent{call.caller.organisation, SetSchedule{*host, name, *std::move(schedule)}, show};
}

Result<Intent, Problem> remove_schedule(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const auto show = [](App&, const Accepted&) { return Response{Status::no_content}; };
    return Intent{call.caller.organisation,
                  RemoveSchedule{*host, std::string{call.path_parameter("name")}}, show};
}

// There are never so many of them that they would need pages.
Answer list_schedules(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = host_of(call);
    if (!host) return not_found();
    std::string body;
    append_page(body, *host->schedules, std::nullopt, [](std::string& out, const auto& named) {
        append_schedule(out, named.first, named.second);
    });
    return ok(std::move(body));
}

Answer get_schedule(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = host_of(call);
    if (!host) return not_found();
    const auto named = host->schedules->find(call.path_parameter("name"));
    if (named == host->schedules->end()) return not_found();
    return shown(*named);
}

}  // namespace kalends::api
