#include "api/endpoints/schedules.hpp"

#include "api/named_host.hpp"
#include "domain/check.hpp"
#include "schemas/requests/schedule.hpp"
#include "schemas/requests/values.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/schedule.hpp"

namespace kalends::api {
namespace {

Response shown(const Schedules::value_type& named) {
    std::string body;
    append_schedule(body, named.first, named.second);
    return ok(std::move(body), named.second.revision);
}

// There are never so many of them that they would need pages.
Response shown_all(const Schedules& schedules) {
    std::string body;
    append_page(body, schedules, std::nullopt, [](std::string& out, const auto& named) {
        append_schedule(out, named.first, named.second);
    });
    return ok(std::move(body));
}

}  // namespace

Result<Intent, Problem> set_schedule(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const std::string name{call.path_parameter("name")};
    if (!is_path_name(name)) return malformed("name", std::string{path_name_rule});
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

Result<Intent, Problem> replace_schedules(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    auto command = parse_schedules(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    command->host = *host;
    const auto show = [](App&, const Accepted& accepted) {
        return shown_all(*accepted.resource->as<Host>()->schedules);
    };
    return Intent{call.caller.organisation, *std::move(command), show};
}

Result<Intent, Problem> remove_schedules(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const auto show = [](App&, const Accepted&) { return Response{Status::no_content}; };
    return Intent{call.caller.organisation, ReplaceSchedules{*host, {}}, show};
}

Answer list_schedules(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = named_host(call);
    if (!host) return not_found();
    return shown_all(*host->schedules);
}

Answer get_schedule(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = named_host(call);
    if (!host) return not_found();
    const auto named = host->schedules->find(call.path_parameter("name"));
    if (named == host->schedules->end()) return not_found();
    return shown(*named);
}

}  // namespace kalends::api
