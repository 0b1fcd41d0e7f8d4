#include "domain/stream.hpp"

#include <array>

#include "domain/check.hpp"

namespace kalends {
namespace {

struct KindPrefix {
    StreamKind kind;
    std::string_view prefix;
};

constexpr std::array kinds{
    KindPrefix{StreamKind::organisation, OrganisationKind::prefix},
    KindPrefix{StreamKind::meeting_type, MeetingTypeKind::prefix},
    KindPrefix{StreamKind::host, HostKind::prefix},
    KindPrefix{StreamKind::booking, BookingKind::prefix},
    KindPrefix{StreamKind::hold, HoldKind::prefix},
    KindPrefix{StreamKind::session, SessionKind::prefix},
    KindPrefix{StreamKind::series, SeriesKind::prefix},
    KindPrefix{StreamKind::subject, SubjectKind::prefix},
};

}  // namespace

void append_text(std::string& out, StreamId stream) {
    for (const auto& [kind, prefix] : kinds) {
        if (kind == stream.kind) return append_id(out, prefix, stream.id);
    }
    broken("every kind of stream has a prefix");
}

std::string to_text(StreamId stream) {
    std::string text;
    append_text(text, stream);
    return text;
}

std::optional<StreamId> parse_stream(std::string_view text) {
    for (const auto& [kind, prefix] : kinds) {
        if (const auto id = parse_id(text, prefix)) return StreamId{kind, *id};
    }
    return std::nullopt;
}

}  // namespace kalends
