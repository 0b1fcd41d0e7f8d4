#include "schemas/requests/contact.hpp"

#include "domain/contact.hpp"
#include "schemas/requests/values.hpp"

namespace kalends {

std::optional<std::string> read_email(JsonValue value, FaultList& faults) {
    auto text = TextRule{bounds::email_chars}(value, faults);
    if (!text || is_email(*text)) return text;
    faults.note(value, "must be an e-mail address, as in ada@example.org");
    return std::nullopt;
}

std::optional<std::string> read_phone(JsonValue value, FaultList& faults) {
    auto text = TextRule{bounds::phone_chars}(value, faults);
    if (!text || is_phone(*text)) return text;
    faults.note(value, "must be a telephone number, as in +352 12 34 56");
    return std::nullopt;
}

}  // namespace kalends
