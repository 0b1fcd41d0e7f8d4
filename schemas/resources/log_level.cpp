#include "schemas/resources/log_level.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {

void append_log_level(std::string& out, std::string_view level) {
    ResourceObject object{out};
    object.member("level", level);
}

}  // namespace kalends
