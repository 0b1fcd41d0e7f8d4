#include "schemas/event_face.hpp"

#include "schemas/envelope.hpp"

namespace kalends {
namespace {

[[noreturn]] void fail() {
    throw UnreadableEvent{"an event is unreadable: it is not in the form in which it is written"};
}

void skip(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) fail();
    text.remove_prefix(expected.size());
}

// No text of these members has a quote or a backslash in it.
std::string_view take_text(std::string_view& text) {
    const auto end = text.find('"');
    if (end == std::string_view::npos) fail();
    const auto taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

// Quotes within a text are escaped, so that these words stand in an event but once.
std::string_view find_streams(std::string_view text) {
    constexpr std::string_view before = R"(,"data":{"streams":)";
    constexpr std::string_view after = R"(,"by":{)";
    const auto begin = text.find(before);
    if (begin == std::string_view::npos) fail();
    text.remove_prefix(begin + before.size());
    const auto end = text.find(after);
    if (end == std::string_view::npos) fail();
    return text.substr(0, end);
}

}  // namespace

bool EventFace::names(StreamId stream) const {
    std::string quoted = "\"";
    append_text(quoted, stream);
    quoted.push_back('"');
    return streams.find(quoted) != std::string_view::npos;
}

EventFace face_of(std::string_view event) {
    EventFace face;
    skip(event, R"({"specversion":"1.0","id":")");
    take_text(event);
    skip(event, R"(","source":")");
    face.source = take_text(event);
    skip(event, R"(","type":")");
    face.type = take_text(event);
    face.streams = find_streams(event);
    return face;
}

std::string source_of(OrganisationId organisation) {
    std::string source = "/organisations/";
    append_id(source, OrganisationKind::prefix, organisation.bits());
    return source;
}

}  // namespace kalends
