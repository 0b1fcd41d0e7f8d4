#include <fmt/format.h>

#include <boost/system/system_error.hpp>
#include <chrono>

#include "api/http/ask.hpp"
#include "app/commands.hpp"
#include "app/web_address.hpp"

namespace kalends {
namespace {

// A server that has not answered by then is not well, whatever it does. Docker, as the Dockerfile
// has it, waits for one second more.
constexpr std::chrono::seconds answer_within{2};

}  // namespace

int ask_health(const Settings& settings) {
    try {
        const auto answer = http::ask(server_here(settings), {.target = "/healthz"}, answer_within);
        fmt::print("{} {}\n", answer.status, answer.reason);
        return answer.status == 200 ? 0 : 1;
    } catch (const boost::system::system_error& why) {
        fmt::print("{}\n", no_answer(settings, why.code().message()));
        return 1;
    }
}

}  // namespace kalends
