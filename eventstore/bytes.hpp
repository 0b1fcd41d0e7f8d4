#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/id.hpp"
#include "domain/stream.hpp"

namespace kalends {

// How numbers, ids and lengths stand in everything this library stores: integers big-endian, so
// that keys sort as their numbers do, and varints of seven bits a byte, the low ones first.

template <std::size_t Size>
using Octets = std::array<std::uint8_t, Size>;

template <std::size_t Size>
[[nodiscard]] std::string_view text_of(const Octets<Size>& octets) {
    return {reinterpret_cast<const char*>(octets.data()), Size};
}

[[nodiscard]] inline const std::uint8_t* octets_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}
[[nodiscard]] inline std::uint8_t* octets_of(std::string& text) {
    return reinterpret_cast<std::uint8_t*>(text.data());
}

template <class Integer>
void write_integer(char* at, Integer value) {
    for (std::size_t i = sizeof(Integer); i-- > 0;) {
        at[i] = static_cast<char>(value & 0xff);
        if constexpr (sizeof(Integer) > 1) value = static_cast<Integer>(value >> 8);
    }
}

template <class Integer>
void append_integer(std::string& out, Integer value) {
    char written[sizeof(Integer)];
    write_integer(written, value);
    out.append(written, sizeof(Integer));
}

void append_varint(std::string& out, std::uint64_t value);
void append_bits(std::string& out, IdBits bits);
void append_stream(std::string& out, StreamId stream);

// Takes values off the front of bytes that anyone may have written. Once one did not fit, `failed`
// stays set and every further value is zero or empty.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : rest_{bytes} {}

    template <class Integer>
    Integer integer() {
        std::uint64_t value = 0;
        for (const char c : take(sizeof(Integer))) {
            value = (value << 8) | static_cast<std::uint8_t>(c);
        }
        return static_cast<Integer>(value);
    }

    template <std::size_t Size>
    Octets<Size> octets() {
        Octets<Size> value{};
        const auto taken = take(Size);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            value[i] = static_cast<std::uint8_t>(taken[i]);
        }
        return value;
    }

    std::string_view take(std::size_t size);
    std::uint64_t varint();
    IdBits bits();
    // A kind that no stream has is a failure.
    StreamId stream();
    // The same, but all zeros stand for no stream.
    StreamId stream_or_none();

    void fail() { failed_ = true; }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool is_done() const { return !failed_ && rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace kalends
