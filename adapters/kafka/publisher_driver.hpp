#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "adapters/kafka/publisher.hpp"

namespace kalends::kafka {

// Drives a publisher on a thread of its own. It only calls.
class PublisherDriver {
  public:
    // The publisher outlives the driver.
    explicit PublisherDriver(Publisher& publisher);
    ~PublisherDriver();
    PublisherDriver(const PublisherDriver&) = delete;
    PublisherDriver& operator=(const PublisherDriver&) = delete;

    // The log has grown, or there are reports to take. From any thread; never waits.
    void wake();

    // Publishes what is left if that takes no more than a moment, and ends the thread. Once.
    void stop();

  private:
    void run();
    void wait(Time until);

    Publisher& publisher_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_woken_ = false;  // guarded by the mutex, as is what follows
    bool is_stopping_ = false;
    Time stop_at_ = Time::max();
    std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace kalends::kafka
