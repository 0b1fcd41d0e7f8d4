#include "adapters/kafka/endings.hpp"

#include <future>
#include <thread>
#include <utility>

namespace kalends::kafka {

void Endings::start(std::function<void()> end, std::chrono::milliseconds patience) {
    std::promise<void> ended;
    const auto has_ended = ended.get_future();
    ++*hanging_;
    std::thread thread{
        [end = std::move(end), ended = std::move(ended), hanging = hanging_]() mutable {
            end();
            --*hanging;
            ended.set_value();
        }};
    if (has_ended.wait_for(patience) == std::future_status::ready) {
        thread.join();
    } else {
        thread.detach();
    }
}

}  // namespace kalends::kafka
