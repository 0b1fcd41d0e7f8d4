#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/id.hpp"

namespace kalends {

// What an event can be about. The numbers are stored: never renumber, only add.
enum class StreamKind : std::uint8_t {
    organisation = 1,
    meeting_type = 2,
    host = 3,
    booking = 4,
    hold = 5,
    session = 6,
    series = 7,
    subject = 8,
};

// The name of a stream: what kind of thing, and which.
struct StreamId {
    StreamKind kind{};
    IdBits id;

    auto operator<=>(const StreamId&) const = default;
};

[[nodiscard]] constexpr StreamId stream_of(OrganisationId id) {
    return {StreamKind::organisation, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(MeetingTypeId id) {
    return {StreamKind::meeting_type, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(HostId id) {
    return {StreamKind::host, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(BookingId id) {
    return {StreamKind::booking, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(HoldId id) {
    return {StreamKind::hold, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(SessionId id) {
    return {StreamKind::session, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(SeriesId id) {
    return {StreamKind::series, id.bits()};
}
[[nodiscard]] constexpr StreamId stream_of(SubjectId id) {
    return {StreamKind::subject, id.bits()};
}

// The text is that of the id: its prefix says the kind.
void append_text(std::string& out, StreamId stream);
[[nodiscard]] std::string to_text(StreamId stream);
[[nodiscard]] std::optional<StreamId> parse_stream(std::string_view text);

}  // namespace kalends

template <>
struct std::hash<kalends::StreamId> {
    std::size_t operator()(const kalends::StreamId& stream) const noexcept {
        return std::hash<kalends::IdBits>{}(stream.id) + static_cast<std::size_t>(stream.kind);
    }
};
