#include "eventstore/bytes.hpp"

namespace kalends {

void append_varint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

void append_bits(std::string& out, IdBits bits) {
    append_integer(out, bits.high);
    append_integer(out, bits.low);
}

void append_stream(std::string& out, StreamId stream) {
    append_integer(out, static_cast<std::uint8_t>(stream.kind));
    append_bits(out, stream.id);
}

std::string_view ByteReader::take(std::size_t size) {
    if (failed_ || rest_.size() < size) {
        failed_ = true;
        return {};
    }
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
}

std::uint64_t ByteReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = integer<std::uint8_t>();
        if (failed_) return 0;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
}

IdBits ByteReader::bits() {
    const auto high = integer<std::uint64_t>();
    const auto low = integer<std::uint64_t>();
    return {high, low};
}

StreamId ByteReader::stream() {
    const auto kind = integer<std::uint8_t>();
    const auto id = bits();
    const bool is_known = kind >= static_cast<std::uint8_t>(StreamKind::organisation) &&
                          kind <= static_cast<std::uint8_t>(StreamKind::subject);
    if (!is_known) fail();
    if (failed()) return {};
    return {static_cast<StreamKind>(kind), id};
}

StreamId ByteReader::stream_or_none() {
    constexpr std::size_t stream_bytes = 17;
    const auto written = rest_.substr(0, stream_bytes);
    if (written == std::string(stream_bytes, '\0')) {
        take(stream_bytes);
        return {};
    }
    return stream();
}

}  // namespace kalends
