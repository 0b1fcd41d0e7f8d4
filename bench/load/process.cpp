#include "bench/load/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

namespace kalends::bench {
namespace {

pid_t spawn(const std::vector<std::string>& command, int output) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    if (output >= 0) ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t pid = -1;
    const int error =
        ::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error{error, std::generic_category(), words[0]};
    return pid;
}

bool has_ended_well(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::uint16_t port_in(std::string_view line) {
    constexpr std::string_view before = "http://127.0.0.1:";
    const auto at = line.find(before);
    std::uint16_t port = 0;
    if (at == std::string_view::npos) return port;
    line.remove_prefix(at + before.size());
    std::from_chars(line.data(), line.data() + line.size(), port);
    return port;
}

}  // namespace

ServerProcess::ServerProcess(const std::vector<std::string>& command) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
    output_ = ends[0];
    pid_ = spawn(command, ends[1]);
    ::close(ends[1]);
    await_port();
}

void ServerProcess::await_port() {
    std::string line;
    for (char c = 0; ::read(output_, &c, 1) == 1;) {
        if (c != '\n') {
            line += c;
            continue;
        }
        port_ = port_in(line);
        if (port_ != 0) return;
        line.clear();
    }
    throw std::runtime_error{"the server ended before it listened"};
}

ServerProcess::~ServerProcess() {
    ::close(output_);
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    static_cast<void>(has_ended_well(pid_));
}

double ServerProcess::cpu_seconds() const {
    std::ifstream file{"/proc/" + std::to_string(pid_) + "/stat"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    // The name, in parentheses, may hold spaces; 11 words after it come user and system time.
    std::istringstream words{text.substr(text.rfind(')') + 1)};
    std::string word;
    for (int i = 0; i < 11; ++i) words >> word;
    double user = 0;
    double system = 0;
    words >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void ServerProcess::stop() {
    ::kill(pid_, SIGTERM);
    if (!has_ended_well(std::exchange(pid_, -1))) throw std::runtime_error{"the server ended ill"};
}

}  // namespace kalends::bench
