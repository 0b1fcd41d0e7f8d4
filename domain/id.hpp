#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// 128 bits: 48 of milliseconds and 80 of chance, so that ids made later sort later; or 128 bits of
// a digest where the caller chose the id (`external_id`). All zeros is "no id".
struct IdBits {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const IdBits&) const = default;
};

// A strong id: two kinds do not mix, and none converts to text or number by itself.
template <class Kind>
class Id {
  public:
    constexpr Id() = default;
    constexpr explicit Id(IdBits bits) : bits_{bits} {}

    [[nodiscard]] constexpr IdBits bits() const { return bits_; }
    [[nodiscard]] constexpr bool is_nil() const { return bits_ == IdBits{}; }

    auto operator<=>(const Id&) const = default;

  private:
    IdBits bits_;
};

// The prefixes are part of the API and of the stored form: they never change.
struct OrganisationKind {
    static constexpr std::string_view prefix = "org";
};
struct ApiKeyKind {
    static constexpr std::string_view prefix = "key";
};
struct HostKind {
    static constexpr std::string_view prefix = "hst";
};
struct MeetingTypeKind {
    static constexpr std::string_view prefix = "mtg";
};
struct BookingKind {
    static constexpr std::string_view prefix = "bkg";
};
struct HoldKind {
    static constexpr std::string_view prefix = "hld";
};
struct SessionKind {
    static constexpr std::string_view prefix = "ses";
};
struct SeriesKind {
    static constexpr std::string_view prefix = "srs";
};
struct AbsenceKind {
    static constexpr std::string_view prefix = "abs";
};
struct HolidayCalendarKind {
    static constexpr std::string_view prefix = "hol";
};
struct SubjectKind {
    static constexpr std::string_view prefix = "sub";
};
struct EventKind {
    static constexpr std::string_view prefix = "evt";
};
struct CommandKind {
    static constexpr std::string_view prefix = "cmd";
};

using OrganisationId = Id<OrganisationKind>;
using ApiKeyId = Id<ApiKeyKind>;
using HostId = Id<HostKind>;
using MeetingTypeId = Id<MeetingTypeKind>;
using BookingId = Id<BookingKind>;
using HoldId = Id<HoldKind>;
using SessionId = Id<SessionKind>;
using SeriesId = Id<SeriesKind>;
using AbsenceId = Id<AbsenceKind>;
using HolidayCalendarId = Id<HolidayCalendarKind>;
using SubjectId = Id<SubjectKind>;
using EventId = Id<EventKind>;
using CommandId = Id<CommandKind>;

// Appends `prefix_` and 26 digits of Crockford's base 32, in lower case.
void append_id(std::string& out, std::string_view prefix, IdBits bits);

// The bits of a text that append_id made with this prefix; nothing for any other text.
[[nodiscard]] std::optional<IdBits> parse_id(std::string_view text, std::string_view prefix);

template <class Kind>
[[nodiscard]] std::string to_text(Id<Kind> id) {
    std::string text;
    append_id(text, Kind::prefix, id.bits());
    return text;
}

template <class SomeId>
struct KindOf;
template <class Kind>
struct KindOf<Id<Kind>> {
    using type = Kind;
};

// parse<HostId>("hst_…"); nothing if the text is not exactly such an id.
template <class SomeId>
[[nodiscard]] std::optional<SomeId> parse(std::string_view text) {
    const auto bits = parse_id(text, KindOf<SomeId>::type::prefix);
    if (!bits) return std::nullopt;
    return SomeId{*bits};
}

}  // namespace kalends

template <>
struct std::hash<kalends::IdBits> {
    std::size_t operator()(const kalends::IdBits& bits) const noexcept {
        return bits.low ^ (bits.high * 0x9e3779b97f4a7c15ULL);
    }
};

template <class Kind>
struct std::hash<kalends::Id<Kind>> {
    std::size_t operator()(const kalends::Id<Kind>& id) const noexcept {
        return std::hash<kalends::IdBits>{}(id.bits());
    }
};
