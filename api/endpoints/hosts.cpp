#include "api/endpoints/hosts.hpp"

#include <memory>
#include <utility>

#include "api/compared_text.hpp"
#include "api/external_ids.hpp"
#include "api/hosts_wanted.hpp"
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

struct HostsAsked {
    Page page;
    HostsWanted wanted;
    std::string name;  // a part of it, its case folded

    [[nodiscard]] bool has_filters() const { return !wanted.is_any() || !name.empty(); }
};

struct FoundHost {
    std::shared_ptr<const Host> host;
    std::optional<std::string> details;
};

HostsAsked hosts_asked(const ReadCall& call) {
    HostsAsked asked;
    asked.page = page_of(call.query);
    asked.wanted = {external_id_asked<HostId>(call), host_kind_asked(call.query),
                    attributes_asked(call.query), call.query.boolean("active")};
    asked.name = name_asked(call.query);
    return asked;
}

// One whose name was erased has none.
bool has_name(JsonReader& json, const FoundHost& found, std::string_view part) {
    if (part.empty()) return true;
    if (!found.details) return false;
    const auto details = json.parse(*found.details);
    ensure(details.has_value(), "what was sealed is JSON");
    const auto name = details->find("name");
    return name && compared_text(name->text().value_or("")).find(part) != std::string::npos;
}

std::optional<FoundHost> find_wanted(const ReadCall& call, const HostsAsked& asked, HostId id) {
    auto& engine = call.app.engine;
    FoundHost found{engine.find(call.caller.organisation, id), {}};
    if (!found.host || !asked.wanted.has(*found.host)) return std::nullopt;
    found.details = open_details(engine, *found.host);
    if (!has_name(call.app.json, found, asked.name)) return std::nullopt;
    return found;
}

FoundPage<FoundHost> find_hosts(const ReadCall& call, const HostsAsked& asked) {
    const auto most = asked.has_filters() ? Page::looked_at_max : asked.page.limit;
    const auto& named = asked.wanted.host;
    const auto streams = named ? std::vector{stream_of(*named)}
                               : call.app.engine.list(call.caller.organisation, StreamKind::host,
                                                      asked.page.after, most + 1);
    return find_page(streams, most, call.request, asked.page,
                     [&](IdBits id) { return find_wanted(call, asked, HostId{id}); });
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
    const auto asked = hosts_asked(call);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto found = find_hosts(call, asked);
    std::string body;
    append_page(body, found.items, found.next, [](std::string& out, const FoundHost& one) {
        append_host(out, *one.host, one.details);
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
