#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "api/http/server.hpp"
#include "commands/engine/committer.hpp"

namespace kalends::api {

// Counts and times what happens, for `/metrics`. From any thread.
class Measures {
  public:
    Measures();
    ~Measures();
    Measures(const Measures&) = delete;
    Measures& operator=(const Measures&) = delete;

    void answered(const http::Answered& answered);
    void committed(const Committed& done);

    // What was counted so far, in the text format of Prometheus.
    [[nodiscard]] std::string text() const;

  private:
    struct Families;
    const std::unique_ptr<Families> families_;
};

}  // namespace kalends::api
