#pragma once

#include <compare>
#include <memory>
#include <string_view>

#include "eventstore/bytes.hpp"

struct evp_md_ctx_st;

namespace kalends {

// A SHA-256, of a leaf or of a record.
struct Digest {
    Octets<32> octets{};

    auto operator<=>(const Digest&) const = default;
};

// Hashes one message after another; keeps its context, since making one costs more than hashing a
// small event. For one thread.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    Sha256& add(std::string_view bytes);
    Sha256& add(const Digest& digest) { return add(text_of(digest.octets)); }
    // The hash of what was added since the last call.
    [[nodiscard]] Digest finish();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };

    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace kalends
