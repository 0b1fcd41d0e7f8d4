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

std::string to_text(StreamId stream) {
    std::string text;
    for (const auto& [kind, prefix] : kinds) {
        if (kind == stream.kind) append_id(text, prefix, stream.id);
    }
    ensure(!text.empty(), "every kind of stream has a prefix");
    return text;
}

std::optional<StreamId> parse_stream(std::string_view text) {
    for (const auto& [kind, prefix] : kinds) {
        if (const auto id = parse_id(text, prefix)) return StreamId{kind, *id};
    }
    return std::nullopt;
}

}  // namespace kalends
