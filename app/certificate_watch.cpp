#include "app/certificate_watch.hpp"

#include <fmt/format.h>

#include <csignal>
#include <utility>

namespace kalends {
namespace {

constexpr std::chrono::seconds look_interval{10};

}  // namespace

CertificateWatch::CertificateWatch(boost::asio::io_context& io, std::shared_ptr<http::Tls> tls,
                                   api::Log& log)
    : tls_{std::move(tls)}, log_{log}, signals_{io, SIGHUP}, timer_{io} {
    wait_for_signal();
    wait_for_files();
}

void CertificateWatch::stop() {
    signals_.cancel();
    timer_.cancel();
}

void CertificateWatch::wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& stopped, int) {
        if (stopped) return;
        reload();
        wait_for_signal();
    });
}

void CertificateWatch::wait_for_files() {
    timer_.expires_after(look_interval);
    timer_.async_wait([this](const boost::system::error_code& stopped) {
        if (stopped) return;
        if (tls_->have_files_changed()) reload();
        wait_for_files();
    });
}

void CertificateWatch::reload() {
    try {
        tls_->reload();
        log_.write(api::LogLevel::info, "the certificate was read again");
    } catch (const http::TlsTrouble& trouble) {
        log_.write(api::LogLevel::error,
                   fmt::format("the certificate stays as it was: {}", trouble.what()));
    }
}

}  // namespace kalends
