#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace kalends::http {

// A certificate or its key cannot be used: which file, and why.
struct TlsTrouble : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The encrypted side of one connection, whose descriptor stays the caller's and must not block. Any
// thread may use it; the handshake is done by what is received first.
class TlsStream {
  public:
    explicit TlsStream(SSL* ssl) : ssl_{ssl, &free_ssl} {}

    // Whether the client speaks plain HTTP: nothing was received yet, and what it sent begins as a
    // method does, and as no record of TLS.
    [[nodiscard]] bool is_asked_plainly();
    // As recv and send say it: how many bytes; 0 if the client has ended; -1 with EAGAIN in errno
    // if it would block, with another number there if the connection is of no use any more.
    [[nodiscard]] ssize_t receive(char* to, std::size_t size);
    [[nodiscard]] ssize_t send(const char* from, std::size_t size);
    // Whether more can be received that has left the socket already, so that nobody is told of it.
    [[nodiscard]] bool holds_more();
    // Tells the client that nothing follows.
    void end();

  private:
    static void free_ssl(SSL* ssl);
    // `waits_for` is the error of OpenSSL's that is none.
    [[nodiscard]] ssize_t said(int result, int waits_for);

    std::mutex mutex_;
    bool has_begun_ = false;
    std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
};

// What clients are shown, TLS 1.2 or 1.3: a certificate with its chain, and its key, in PEM files
// that may be replaced while the server runs. From any thread.
class Tls {
  public:
    // Throws TlsTrouble.
    Tls(std::filesystem::path certificate, std::filesystem::path key);

    [[nodiscard]] std::unique_ptr<TlsStream> accept(int descriptor) const;

    // Reads the files again, for connections from now on; whoever is connected stays so. Throws
    // TlsTrouble, and goes on with what it had.
    void reload();
    // Whether they were written since they were read.
    [[nodiscard]] bool have_files_changed() const;

  private:
    struct Loaded {
        std::shared_ptr<SSL_CTX> context;
        std::filesystem::file_time_type certificate_at;
        std::filesystem::file_time_type key_at;
    };

    [[nodiscard]] Loaded load() const;
    [[nodiscard]] Loaded loaded() const;

    const std::filesystem::path certificate_;
    const std::filesystem::path key_;
    mutable std::mutex mutex_;
    Loaded loaded_;
};

}  // namespace kalends::http
