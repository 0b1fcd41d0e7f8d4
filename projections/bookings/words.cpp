#include "projections/bookings/words.hpp"

#include <algorithm>
#include <cctype>

#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

void append_texts(std::string& words, JsonValue value) {
    if (const auto text = value.text()) words.append(*text).push_back('\n');
    if (const auto integer = value.integer()) {
        words.append(std::to_string(*integer)).push_back('\n');
    }
    for (const auto element : value.elements()) append_texts(words, element);
    for (const auto member : value.members()) append_texts(words, member.value);
}

JsonReader& reader() {
    thread_local JsonReader one;
    return one;
}

void append_texts(std::string& words, const std::optional<std::string>& json) {
    if (!json || json->empty()) return;
    if (const auto value = reader().parse(*json)) append_texts(words, *value);
}

bool parts_words(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == '"' || byte == 0x7f;
}

bool is_letter_or_digit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Quoted, so that nothing in it is taken for more than a word.
void append_word(std::string& match, std::string_view word) {
    if (!say_something(word)) return;
    match.append("\"").append(word).append(word.size() > 1 ? "\"* " : "\" ");
}

}  // namespace

std::string words_of(const OpenedGuest& guest) {
    std::string words;
    append_texts(words, guest.details);
    return words;
}

Words words_of(const Booking& booking, const OpenedBooking& opened) {
    Words words{{}, booking.reference.text + '\n'};
    for (const auto& guest : opened.guests) append_texts(words.guests, guest.details);
    for (const auto* json : {&opened.answers, &opened.location, &opened.metadata, &opened.reason}) {
        append_texts(words.others, *json);
    }
    return words;
}

std::string compared_address(std::string_view address) {
    std::string compared{address};
    std::ranges::transform(compared, compared.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return compared;
}

std::optional<std::string> address_of(const OpenedGuest& guest) {
    if (!guest.details) return std::nullopt;
    const auto details = reader().parse(*guest.details);
    const auto email = details ? details->find("email") : std::nullopt;
    const auto address = email ? email->text() : std::nullopt;
    if (!address) return std::nullopt;
    return compared_address(*address);
}

std::string person_of(SubjectId subject, const OpenedGuest& guest) {
    return address_of(guest).value_or(to_text(subject));
}

std::string word_of(OrganisationId organisation) {
    return to_text(organisation).substr(OrganisationKind::prefix.size() + 1);
}

bool say_something(std::string_view words) {
    return std::ranges::any_of(words, is_letter_or_digit);
}

std::string match_of(OrganisationId organisation, std::string_view columns,
                     std::string_view words) {
    std::string wanted;
    while (!words.empty()) {
        const auto* end = std::ranges::find_if(words, parts_words);
        const auto size = static_cast<std::size_t>(end - words.begin());
        append_word(wanted, words.substr(0, size));
        words.remove_prefix(std::min(size + 1, words.size()));
    }
    if (wanted.empty()) return wanted;
    return "organisation : \"" + word_of(organisation) + "\" AND {" + std::string{columns} +
           "} : (" + wanted + ")";
}

}  // namespace kalends
