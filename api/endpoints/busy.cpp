#include "api/endpoints/busy.hpp"

#include <variant>

#include "api/named_host.hpp"
#include "api/written.hpp"
#include "domain/check.hpp"
#include "schemas/requests/busy.hpp"
#include "schemas/requests/values.hpp"
#include "schemas/resources/busy.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

// What the import's own event names, where it wrote one: it is the last of its command.
CoveredBookings covered_by(App& app, const Accepted& accepted, HostId host) {
    const auto imported = written<BusyImported>(app, accepted, stream_of(host));
    return imported ? imported->covers : CoveredBookings{};
}

// Whatever is due by now counts, written or not (rule C3).
ShownSource as_it_stands(const ReadCall& call, HostId host, std::string_view name,
                         const BusySource& source) {
    const Instant read_at = call.app.engine.last_reads().read_at(host, name, source);
    return {host, name, source, standing_at(source, read_at, call.now), read_at};
}

}  // namespace

Result<Intent, Problem> import_busy(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const std::string name{call.path_parameter("source")};
    if (!is_path_name(name)) return malformed("source", std::string{path_name_rule});
    auto command = parse_import_busy(call.body);
    if (!command) return malformed(command.error());
    command->host = *host;
    command->source = name;
    const auto show = [name, id = *host](App& app, const Accepted& accepted) {
        const auto* source = accepted.resource->as<Host>()->busy->find(name);
        ensure(source != nullptr, "a source that was imported is there after it");
        std::string body;
        append_busy_import(body, {id, name, *source, source->standing, source->read_at},
                           covered_by(app, accepted, id));
        return ok(std::move(body), source->revision);
    };
    return Intent{call.caller.organisation, *std::move(command), show};
}

Result<Intent, Problem> remove_busy(const WriteCall& call) {
    const auto host = parse<HostId>(call.path_parameter("id"));
    if (!host) return not_found();
    const auto show = [](App&, const Accepted&) { return Response{Status::no_content}; };
    return Intent{call.caller.organisation,
                  RemoveBusySource{*host, std::string{call.path_parameter("source")}}, show};
}

Answer list_busy(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto own = own_host(call);
    if (!own) return own.error();
    const Host& host = **own;
    const auto sources = host.busy ? host.busy->sources() : BusyTime::Sources{};
    std::string body;
    append_page(body, sources, std::nullopt, [&](std::string& out, const auto& named) {
        append_busy_source(out, as_it_stands(call, host.id, named.first, named.second));
    });
    return ok(std::move(body));
}

Answer get_busy(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto own = own_host(call);
    if (!own) return own.error();
    const Host& host = **own;
    const auto name = call.path_parameter("source");
    const auto* source = host.busy ? host.busy->find(name) : nullptr;
    if (source == nullptr) return not_found();
    std::string body;
    append_busy_source(body, as_it_stands(call, host.id, name, *source));
    return ok(std::move(body), source->revision);
}

}  // namespace kalends::api
