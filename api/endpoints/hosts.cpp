#include "api/endpoints/hosts.hpp"

#include "api/new_ids.hpp"
#include "api/opened.hpp"
#include "api/pages.hpp"
#include "api/standing.hpp"
#include "domain/check.hpp"
#include "schemas/requests/host.hpp"
#include "schemas/resources/host.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

const Host& host_in(const Accepted& accepted) {
    const auto* host = accepted.resource->as<Host>();
    ensure(host != nullptr, "the target of the command is a host");
    return *host;
}

std::string body_of(App& app, const Host& host) {
    std::string body;
    append_host(body, host, open_details(app.engine, host));
    return body;
}

Response shown(App& app, const Host& host) {
    return ok(body_of(app, host), host.revision);
}

Response host_created(App& app, const Host& host) {
    return created("/v1/hosts/" + to_text(host.id), body_of(app, host))
        .with("ETag", entity_tag(host.revision));
}

Response host_changed(App& app, const Accepted& accepted) {
    return shown(app, host_in(accepted));
}

Response host_retired(App& app, const Accepted& accepted) {
    const Host& host = host_in(accepted);
    std::string body;
    append_retired_host(body, host, open_details(app.engine, host),
                        standing_of<HostRetired>(app, accepted, stream_of(host.id)));
    return ok(std::move(body), host.revision);
}

}  // namespace

Result<Intent, Problem> create_host(const WriteCall& call) {
    auto command = parse_create_host(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    const auto organisation = call.caller.organisation;
    command->host = id_of_external<HostId>(call.app, organisation, command->terms.external_id);
    command->subject = made_id<SubjectId>(call.app);
    const auto show = [](App& app, const Accepted& a) { return host_created(app, host_in(a)); };
    return Intent{organisation, *std::move(command), show};
}

Result<Intent, Problem> change_host(const WriteCall& call) {
    const auto id = parse<HostId>(call.path_parameter("id"));
    if (!id) return not_found();
    auto command = parse_change_host(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    command->host = *id;
    return Intent{call.caller.organisation, *std::move(command), host_changed};
}

Result<Intent, Problem> retire_host(const WriteCall& call) {
    const auto id = parse<HostId>(call.path_parameter("id"));
    if (!id) return not_found();
    return Intent{call.caller.organisation, RetireHost{*id}, host_retired};
}

Answer list_hosts(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    auto streams = engine.list(organisation, StreamKind::host, page.after, page.limit + 1);
    const auto next =
        cut_to_page(streams, call.request, page, [](const StreamId& stream) { return stream.id; });
    std::string body;
    append_page(body, streams, next, [&](std::string& out, const StreamId& stream) {
        const auto host = engine.find(organisation, HostId{stream.id});
        append_host(out, *host, open_details(engine, *host));
    });
    return ok(std::move(body));
}

Answer get_host(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<HostId>(call.path_parameter("id"));
    const auto host = id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
    if (!host) return not_found();
    return shown(call.app, *host);
}

}  // namespace kalends::api
