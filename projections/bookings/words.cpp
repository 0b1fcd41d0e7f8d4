#include "projections/bookings/words.hpp"

#include <algorithm>
#include <cctype>

#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

void append_texts(std::string& words, JsonValue value) {
    if (const auto text = value.text()) words.append(*text).push_back('\n');
    if (const auto integer = value.integer())
        words.append(std::to_string(*integer)).push_back('\n');
    for (const auto element : value.elements()) append_texts(words, element);
    for (const auto member : value.members()) append_texts(words, member.value);
}

void append_texts(std::string& words, JsonReader& reader, const std::optional<std::string>& json) {
    if (!json || json->empty()) return;
    if (const auto value = reader.parse(*json)) append_texts(words, *value);
}

}  // namespace

std::string words_of(const Booking& booking, const OpenedBooking& opened) {
    JsonReader reader;
    std::string words = booking.reference.text + '\n';
    for (const auto& guest : opened.guests) append_texts(words, reader, guest.details);
    for (const auto* json : {&opened.answers, &opened.location, &opened.metadata, &opened.reason}) {
        append_texts(words, reader, *json);
    }
    return words;
}

std::optional<std::string> address_of(const OpenedGuest& guest) {
    if (!guest.details) return std::nullopt;
    JsonReader reader;
    const auto details = reader.parse(*guest.details);
    const auto email = details ? details->find("email") : std::nullopt;
    if (!email || !email->text()) return std::nullopt;
    std::string address{*email->text()};
    std::ranges::transform(address, address.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return address;
}

}  // namespace kalends
