#include "schemas/requests/log_level.hpp"

#include "schemas/requests/values.hpp"

namespace kalends {

Parsed<std::string> parse_log_level_asked(JsonValue body) {
    return parse_body<std::string>(body, [](BodyMembers& members, std::string& level) {
        members.must("level", level, TextRule{bounds::label_chars});
    });
}

}  // namespace kalends
