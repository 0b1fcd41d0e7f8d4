#include "eventstore/sha256.hpp"

#include <openssl/evp.h>

#include "domain/check.hpp"

namespace kalends {

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
    ensure(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1,
           "OpenSSL has SHA-256");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
    ensure(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1,
           "hashing bytes in memory does not fail");
    return *this;
}

Digest Sha256::finish() {
    Digest digest;
    ensure(EVP_DigestFinal_ex(context_.get(), digest.octets.data(), nullptr) == 1 &&
               EVP_DigestInit_ex(context_.get(), nullptr, nullptr) == 1,
           "hashing bytes in memory does not fail");
    return digest;
}

}  // namespace kalends
