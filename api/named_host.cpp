#include "api/named_host.hpp"

#include "commands/rights.hpp"

namespace kalends::api {

std::shared_ptr<const Host> named_host(const ReadCall& call) {
    const auto id = parse<HostId>(call.path_parameter("id"));
    return id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
}

Result<std::shared_ptr<const Host>, Problem> own_host(const ReadCall& call) {
    auto host = named_host(call);
    if (!host) return not_found();
    if (!acts_for(call.caller.actor, host->id)) {
        return forbidden("A host's key sees this of that host alone.");
    }
    return host;
}

}  // namespace kalends::api
