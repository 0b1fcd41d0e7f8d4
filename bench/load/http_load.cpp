#include "bench/load/http_load.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <ctime>
#include <numeric>
#include <optional>
#include <system_error>
#include <vector>

#include "bench/load/reply_reader.hpp"
#include "bench/load/socket.hpp"

namespace kalends::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Client {
    ClientSocket socket;
    ReplyReader reply;
    Clock::time_point intended;
};

// The readiness of many sockets.
class Readiness {
  public:
    Readiness() : descriptor_{::epoll_create1(EPOLL_CLOEXEC)} {
        if (descriptor_ < 0) throw std::system_error{errno, std::generic_category(), "epoll"};
    }
    ~Readiness() { ::close(descriptor_); }
    Readiness(const Readiness&) = delete;
    Readiness& operator=(const Readiness&) = delete;

    void watch(int descriptor, std::size_t name) {
        epoll_event event{.events = EPOLLIN, .data = {.u64 = name}};
        if (::epoll_ctl(descriptor_, EPOLL_CTL_ADD, descriptor, &event) != 0) {
            throw std::system_error{errno, std::generic_category(), "epoll_ctl"};
        }
    }

    // Calls with the name of each socket that can be read; without a limit of time waits for one.
    template <class Take>
    void wait(std::optional<std::chrono::nanoseconds> at_most, Take take) {
        std::array<epoll_event, 256> events;
        timespec limit{};
        if (at_most) limit = {at_most->count() / 1'000'000'000, at_most->count() % 1'000'000'000};
        const int count = ::epoll_pwait2(descriptor_, events.data(), events.size(),
                                         at_most ? &limit : nullptr, nullptr);
        for (int i = 0; i < count; ++i) take(events[static_cast<std::size_t>(i)].data.u64);
    }

  private:
    int descriptor_;
};

class LoadRun {
  public:
    explicit LoadRun(const LoadPlan& plan) : plan_{plan} {
        for (std::size_t i = 0; i < plan.connections; ++i) {
            clients_.push_back({ClientSocket{plan.port}, {}, {}});
            ready_.watch(clients_.back().socket.descriptor(), i);
            idle_.push_back(i);
        }
    }

    LoadFigures run() {
        begun_ = Clock::now();
        while (figures_.latency.count() < plan_.requests.size()) {
            send_what_is_due();
            ready_.wait(until_next(), [this](std::size_t name) { receive(name); });
        }
        figures_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
        return std::move(figures_);
    }

  private:
    [[nodiscard]] bool is_open_loop() const { return plan_.rate > 0; }

    [[nodiscard]] Clock::time_point due(std::size_t request) const {
        const auto after = std::chrono::duration<double>(static_cast<double>(request) / plan_.rate);
        return begun_ + std::chrono::duration_cast<Clock::duration>(after);
    }

    void send_what_is_due() {
        while (!idle_.empty() && sent_ < plan_.requests.size()) {
            const auto now = Clock::now();
            const auto intended = is_open_loop() ? due(sent_) : now;
            if (intended > now) return;
            auto& client = clients_[idle_.back()];
            idle_.pop_back();
            client.intended = intended;
            client.socket.send(plan_.requests[sent_++]);
        }
    }

    // Nothing when only an answer can bring more to do.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> until_next() const {
        if (!is_open_loop() || idle_.empty() || sent_ == plan_.requests.size()) return std::nullopt;
        return std::max<std::chrono::nanoseconds>(due(sent_) - Clock::now(), {});
    }

    void receive(std::size_t name) {
        auto& client = clients_[name];
        received_.clear();
        if (client.socket.receive(received_, false) == 0) return;
        const auto status = client.reply.take(received_);
        if (!status) return;
        const auto waited = Clock::now() - client.intended;
        figures_.latency.add(static_cast<std::uint64_t>(waited.count()));
        count(client.reply, *status);
        client.reply.clear();
        idle_.push_back(name);
        if (!is_open_loop()) send_what_is_due();
    }

    void count(const ReplyReader& reply, int status) {
        if (reply.head().find("application/x-ndjson") == std::string_view::npos) {
            ++figures_.statuses[status];
            return;
        }
        constexpr std::string_view field = ",\"status\":";
        auto rest = reply.body();
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n') + 1);
            const auto digits = line.substr(line.find(field) + field.size());
            int of_line = 0;
            std::from_chars(digits.data(), digits.data() + digits.size(), of_line);
            ++figures_.statuses[of_line];
            rest.remove_prefix(line.size());
        }
    }

    const LoadPlan& plan_;
    Readiness ready_;
    std::vector<Client> clients_;
    std::vector<std::size_t> idle_;
    std::size_t sent_ = 0;
    std::string received_;
    Clock::time_point begun_;
    LoadFigures figures_;
};

}  // namespace

std::uint64_t LoadFigures::answers() const {
    const auto add = [](std::uint64_t sum, const auto& one) { return sum + one.second; };
    return std::accumulate(statuses.begin(), statuses.end(), std::uint64_t{0}, add);
}

double LoadFigures::per_second() const {
    return static_cast<double>(answers()) / seconds;
}

std::uint64_t LoadFigures::with_status(int status) const {
    const auto found = statuses.find(status);
    return found == statuses.end() ? 0 : found->second;
}

LoadFigures run_load(const LoadPlan& plan) {
    return LoadRun{plan}.run();
}

}  // namespace kalends::bench
