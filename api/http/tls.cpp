#include "api/http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <string_view>
#include <utility>

#include "domain/check.hpp"

namespace kalends::http {
namespace {

namespace fs = std::filesystem;

std::string why() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

[[noreturn]] void refuse(const fs::path& file, std::string_view what) {
    throw TlsTrouble{file.string() + ' ' + std::string{what} + ": " + why()};
}

fs::file_time_type written_at(const fs::path& file) {
    std::error_code trouble;
    return fs::last_write_time(file, trouble);
}

// RFC 7301: HTTP/1.1 is all that is spoken here; whoever asks for something else gets none.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* in, unsigned int in_size, void*) {
    static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    const int found =
        SSL_select_next_proto(&chosen, out_size, ours.data(), ours.size(), in, in_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

int bounded(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

}  // namespace

void TlsStream::free_ssl(SSL* ssl) {
    SSL_free(ssl);
}

ssize_t TlsStream::said(int result, int waits_for) {
    if (result > 0) return result;
    const int reason = SSL_get_error(ssl_.get(), result);
    if (reason == SSL_ERROR_ZERO_RETURN) return 0;
    errno = reason == waits_for ? EAGAIN : EPROTO;
    return -1;
}

bool TlsStream::is_asked_plainly() {
    const std::lock_guard lock{mutex_};
    if (has_begun_) return false;
    char first = 0;
    has_begun_ = ::recv(SSL_get_fd(ssl_.get()), &first, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
    return has_begun_ && first >= 'A' && first <= 'Z';
}

// Nothing of ours is ever sent that would have to wait for the socket.
ssize_t TlsStream::receive(char* to, std::size_t size) {
    const std::lock_guard lock{mutex_};
    ERR_clear_error();
    return said(SSL_read(ssl_.get(), to, bounded(size)), SSL_ERROR_WANT_READ);
}

// A client that is in the middle of a handshake when it is answered has begun another one, and can
// be waited for by nobody who watches whether the socket takes more: so it is let go.
ssize_t TlsStream::send(const char* from, std::size_t size) {
    const std::lock_guard lock{mutex_};
    ERR_clear_error();
    return said(SSL_write(ssl_.get(), from, bounded(size)), SSL_ERROR_WANT_WRITE);
}

bool TlsStream::holds_more() {
    const std::lock_guard lock{mutex_};
    return SSL_pending(ssl_.get()) > 0;
}

void TlsStream::end() {
    const std::lock_guard lock{mutex_};
    if (SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

Tls::Tls(fs::path certificate, fs::path key)
    : certificate_{std::move(certificate)}, key_{std::move(key)}, loaded_{load()} {}

Tls::Loaded Tls::load() const {
    Loaded loaded{{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free},
                  written_at(certificate_),
                  written_at(key_)};
    auto* context = loaded.context.get();
    ensure(context != nullptr, "there is memory for a TLS context");
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // What is sent again after it would have blocked may stand elsewhere by then.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context, certificate_.c_str()) != 1) {
        refuse(certificate_, "holds no certificate that can be read");
    }
    // The last also finds a key of another kind, which is read without a word.
    if (SSL_CTX_use_PrivateKey_file(context, key_.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1) {
        refuse(key_, "holds no key of " + certificate_.string());
    }
    return loaded;
}

Tls::Loaded Tls::loaded() const {
    const std::lock_guard lock{mutex_};
    return loaded_;
}

std::unique_ptr<TlsStream> Tls::accept(int descriptor) const {
    SSL* ssl = SSL_new(loaded().context.get());
    ensure(ssl != nullptr, "there is memory for a TLS connection");
    auto stream = std::make_unique<TlsStream>(ssl);
    SSL_set_fd(ssl, descriptor);
    SSL_set_accept_state(ssl);
    return stream;
}

void Tls::reload() {
    auto fresh = load();
    const std::lock_guard lock{mutex_};
    loaded_ = std::move(fresh);
}

bool Tls::have_files_changed() const {
    const auto known = loaded();
    return written_at(certificate_) != known.certificate_at || written_at(key_) != known.key_at;
}

}  // namespace kalends::http
