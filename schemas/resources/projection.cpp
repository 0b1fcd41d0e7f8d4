#include "schemas/resources/projection.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {

void append_projection(std::string& out, const ShownProjection& projection) {
    ResourceObject object{out};
    object.member("name", projection.name);
    object.member("version", std::int64_t{projection.version});
    object.member("status", projection.status);
    object.member("position", projection.position);
    object.member("records_behind", projection.records_behind);
    object.member("rebuilt_to", projection.rebuilt_to);
    object.member("trouble", projection.trouble);
}

}  // namespace kalends
