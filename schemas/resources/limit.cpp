#include "schemas/resources/limit.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void write_limit(ResourceObject& object, const Limit& limit) {
    object.member("scope", limit.scope);
    object.member("period", limit.period);
    object.member("count", limit.count);
    object.member("total_minutes", limit.minutes);
}

std::optional<HostId> unless_nil(HostId host) {
    return host.is_nil() ? std::nullopt : std::optional{host};
}

}  // namespace

void append_limit(std::string& out, const Limit& limit) {
    ResourceObject object{out};
    write_limit(object, limit);
}

void append_limit_use(std::string& out, const LimitUse& use) {
    ResourceObject object{out};
    write_limit(object, use.limit);
    object.member("host_id", unless_nil(use.host));
    object.member("from", use.period.first);
    object.member("to", use.period.last);
    object.member("used_count", use.used.count);
    object.member("used_minutes", use.used.minutes);
}

void append_limit_period(std::string& out, const LimitUse& use) {
    ResourceObject object{out};
    object.member("scope", use.limit.scope);
    object.member("period", use.limit.period);
    object.member("from", use.period.first);
    object.member("to", use.period.last);
}

}  // namespace kalends
