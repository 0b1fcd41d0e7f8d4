#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "api/http/tls.hpp"
#include "api/log.hpp"

namespace kalends {

// Has the server's certificate read again when its files have changed, and at once on SIGHUP. On
// the io_context's thread; all that it is given outlives it.
class CertificateWatch {
  public:
    CertificateWatch(boost::asio::io_context& io, std::shared_ptr<http::Tls> tls, api::Log& log);

    void stop();

  private:
    void wait_for_signal();
    void wait_for_files();
    void reload();

    const std::shared_ptr<http::Tls> tls_;
    api::Log& log_;
    boost::asio::signal_set signals_;
    boost::asio::steady_timer timer_;
};

}  // namespace kalends
