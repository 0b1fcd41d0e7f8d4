#include "schemas/resources/api_key.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {

void append_api_key(std::string& out, const ApiKey& key, std::string_view secret) {
    const ApiKeyIssued& issued = key.issued;
    ResourceObject object{out};
    object.member("id", issued.key);
    object.member("label", issued.label);
    object.member("role", issued.role);
    object.member("scopes", issued.scopes);
    object.member("host_id", unless_nil(issued.host));
    object.member("created_at", key.issued_at);
    object.member("expires_at", issued.expires_at);
    object.member("revoked_at", key.revoked_at);
    object.member("revision", key.revision());
    if (!secret.empty()) object.member("secret", secret);
}

}  // namespace kalends
