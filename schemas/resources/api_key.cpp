#include "schemas/resources/api_key.hpp"

#include <vector>

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

// No list at all would be taken for none, so that of the role is written out.
std::vector<Permission> in_force(const ApiKeyIssued& key) {
    auto list = key.scopes;
    for (int p = 0; p < permissions && key.scopes.empty(); ++p) {
        list.push_back(static_cast<Permission>(p));
    }
    std::erase_if(list, [of_key = scopes_of(key)](Permission p) { return !of_key.has(p); });
    return list;
}

}  // namespace

void append_api_key(std::string& out, const ApiKey& key, std::string_view secret) {
    const ApiKeyIssued& issued = key.issued;
    ResourceObject object{out};
    object.member("id", issued.key);
    object.member("label", issued.label);
    object.member("role", issued.role);
    object.member("scopes", in_force(issued));
    object.member("host_id", unless_nil(issued.host));
    object.member("created_at", key.issued_at);
    object.member("expires_at", issued.expires_at);
    object.member("revoked_at", key.revoked_at);
    object.member("revision", key.revision());
    if (!secret.empty()) object.member("secret", secret);
}

}  // namespace kalends
