#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/id.hpp"
#include "domain/position.hpp"
#include "domain/sealed.hpp"
#include "domain/stream.hpp"
#include "domain/time.hpp"
#include "schemas/json/base64.hpp"
#include "schemas/json/writer.hpp"
#include "schemas/values/clock_minute.hpp"

namespace kalends {

// Values that JSON holds as a text. No character of such a text needs escaping. `wanted` says what
// the text must be, for whoever sent another.
template <class T>
struct TextForm;

template <class T>
concept HasTextForm = requires { TextForm<T>::wanted; };

template <>
struct TextForm<Instant> {
    static constexpr std::string_view wanted = "a time in RFC 3339 with an offset";
    static void append(std::string& out, Instant at) { append_text(out, at); }
    static std::optional<Instant> parse(std::string_view text) { return parse_instant(text); }
};

template <>
struct TextForm<Date> {
    static constexpr std::string_view wanted = "a date, as in 2026-12-01";
    static void append(std::string& out, Date date) { append_text(out, date); }
    static std::optional<Date> parse(std::string_view text) { return parse_date(text); }
};

template <>
struct TextForm<CivilMinute> {
    static constexpr std::string_view wanted = "a civil time, as in 2026-12-01T09:00";
    static void append(std::string& out, CivilMinute minute) { append_text(out, minute); }
    static std::optional<CivilMinute> parse(std::string_view text) {
        return parse_civil_minute(text);
    }
};

template <>
struct TextForm<ClockMinute> {
    static constexpr std::string_view wanted = "a time of day from 00:00 to 24:00";
    static void append(std::string& out, ClockMinute minute) { append_text(out, minute); }
    static std::optional<ClockMinute> parse(std::string_view text) {
        return parse_clock_minute(text);
    }
};

template <class Kind>
struct TextForm<Id<Kind>> {
    static constexpr std::string_view wanted = "an id of the right kind";
    static void append(std::string& out, Id<Kind> id) { append_id(out, Kind::prefix, id.bits()); }
    static std::optional<Id<Kind>> parse(std::string_view text) {
        return kalends::parse<Id<Kind>>(text);
    }
};

template <>
struct TextForm<StreamId> {
    static constexpr std::string_view wanted = "the id of a stream";
    static void append(std::string& out, StreamId stream) { append_text(out, stream); }
    static std::optional<StreamId> parse(std::string_view text) { return parse_stream(text); }
};

template <>
struct TextForm<Position> {
    static constexpr std::string_view wanted = "a position, as in 0-1-48213";
    static void append(std::string& out, Position position) {
        append_json_integer(out, std::uint64_t{number(position.partition)});
        out.push_back('-');
        append_json_integer(out, std::uint64_t{number(position.epoch)});
        out.push_back('-');
        append_json_integer(out, number(position.sequence));
    }
    static std::optional<Position> parse(std::string_view text) { return parse_position(text); }
};

template <>
struct TextForm<Sealed> {
    static constexpr std::string_view wanted = "sealed bytes in base64";
    static void append(std::string& out, const Sealed& sealed) { append_base64(out, sealed.bytes); }
    static std::optional<Sealed> parse(std::string_view text) {
        auto bytes = parse_base64(text);
        if (!bytes) return std::nullopt;
        return Sealed{std::move(*bytes)};
    }
};

}  // namespace kalends
