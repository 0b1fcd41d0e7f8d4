#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace kalends {

// Numbers in seven bits a byte, the lowest first: small ones are short.
inline void append_packed(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U) out.push_back(static_cast<char>(number | 0x80U));
    out.push_back(static_cast<char>(number));
}

// The sign goes to the lowest bit, so that small negative numbers are short too.
inline void append_packed_signed(std::string& out, std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    append_packed(out, bits << 1U ^ (number < 0 ? ~std::uint64_t{0} : 0));
}

inline void append_eight_bytes(std::string& out, std::uint64_t number) {
    for (unsigned i = 0; i < 64; i += 8) out.push_back(static_cast<char>(number >> i & 255U));
}

// Takes packed values off the front of bytes of which nothing is sure. Once something does not fit
// it has failed, and gives zeros.
class PackedBytes {
  public:
    explicit PackedBytes(std::string_view bytes) : rest_{bytes} {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t byte = one_byte();
            value |= (byte & 0x7fU) << shift;
            if (byte < 0x80) return value;
        }
        fail();
        return 0;
    }

    std::int64_t signed_number() {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>(bits >> 1U ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
    }

    std::uint64_t eight_bytes() {
        std::uint64_t value = 0;
        const auto bytes = take(8);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
        }
        return value;
    }

    std::string_view text() { return take(number()); }

    // How many elements follow, each of which takes a byte or more.
    std::size_t count() {
        const std::uint64_t elements = number();
        if (elements > rest_.size()) fail();
        return has_failed_ ? 0 : elements;
    }

    void fail() {
        has_failed_ = true;
        rest_ = {};
    }
    [[nodiscard]] bool has_failed() const { return has_failed_; }
    [[nodiscard]] bool is_done() const { return !has_failed_ && rest_.empty(); }

  private:
    unsigned char one_byte() {
        const auto bytes = take(1);
        return bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
    }

    std::string_view take(std::uint64_t size) {
        if (size > rest_.size()) fail();
        if (has_failed_) return {};
        const auto bytes = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return bytes;
    }

    std::string_view rest_;
    bool has_failed_ = false;
};

}  // namespace kalends
