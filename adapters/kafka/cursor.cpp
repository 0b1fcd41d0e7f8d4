#include "adapters/kafka/cursor.hpp"

#include <utility>

#include "eventstore/bytes.hpp"

namespace kalends::kafka {
namespace {

constexpr std::string_view magic = "KALK";
constexpr std::uint16_t format = 1;

}  // namespace

std::string encode_cursor(std::string_view topic, const Published& published) {
    std::string out{magic};
    append_integer(out, format);
    append_varint(out, topic.size());
    out += topic;
    append_integer(out, number(published.position.partition));
    append_integer(out, number(published.position.epoch));
    append_integer(out, number(published.position.sequence));
    append_integer(out, number(published.record));
    out += text_of(published.hash.octets);
    const auto checksum = Sha256{}.add(out).finish();
    out += text_of(checksum.octets);
    return out;
}

std::optional<Published> decode_cursor(std::string_view topic, std::string_view bytes) {
    ByteReader reader{bytes};
    const bool is_ours =
        reader.take(magic.size()) == magic && reader.integer<std::uint16_t>() == format;
    const auto named = reader.take(reader.varint());
    Published published;
    published.position.partition = Partition{reader.integer<std::uint16_t>()};
    published.position.epoch = Epoch{reader.integer<std::uint32_t>()};
    published.position.sequence = Sequence{reader.integer<std::uint64_t>()};
    published.record = RecordNumber{reader.integer<std::uint64_t>()};
    published.hash.octets = reader.octets<32>();
    if (!is_ours || reader.failed() || named != topic) return std::nullopt;
    if (encode_cursor(topic, published) != bytes) return std::nullopt;
    return published;
}

CursorFile::CursorFile(Disk& disk, std::string topic) : disk_{disk}, topic_{std::move(topic)} {}

std::optional<Published> CursorFile::read() const {
    return decode_cursor(topic_, read_file(disk_, file_name));
}

// The checksum finds what a power cut left of a file that was not synced.
void CursorFile::write(const Published& published) {
    const auto beside = std::string{file_name} + ".new";
    disk_.remove(beside);
    disk_.write(beside, 0, encode_cursor(topic_, published));
    disk_.rename(beside, file_name);
}

void CursorFile::retract(const Published& published) {
    replace_file(disk_, file_name, encode_cursor(topic_, published));
}

}  // namespace kalends::kafka
