#include "bench/ceilings/ceiling.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/http/open_files.hpp"
#include "api/http/server.hpp"
#include "bench/ceilings/batch_writer.hpp"

namespace kalends::bench {
namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// What the committing thread is handed.
struct Batch {
    rocksdb::WriteBatch rows;
    std::vector<http::Reply> replies;
};

// The committing thread. Calls back, on that thread, after each batch.
class CommitThread {
  public:
    CommitThread(BatchWriter& writer, const std::string& reply, std::function<void()> committed)
        : writer_{writer},
          reply_{reply},
          committed_{std::move(committed)},
          thread_{[this] { run(); }} {}

    ~CommitThread() {
        {
            const std::lock_guard lock{mutex_};
            is_stopping_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    CommitThread(const CommitThread&) = delete;
    CommitThread& operator=(const CommitThread&) = delete;

    void hand_over(Batch batch) {
        {
            const std::lock_guard lock{mutex_};
            next_ = std::move(batch);
        }
        changed_.notify_one();
    }

  private:
    void run() {
        while (auto batch = wait_for_batch()) {
            writer_.write(batch->rows);
            for (auto& reply : batch->replies) {
                reply(http::json_response(http::Status::created, reply_));
            }
            committed_();
        }
    }

    std::optional<Batch> wait_for_batch() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return next_ || is_stopping_; });
        return std::exchange(next_, std::nullopt);
    }

    BatchWriter& writer_;
    const std::string& reply_;
    std::function<void()> committed_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Batch> next_;  // guarded by the mutex, as is what follows
    bool is_stopping_ = false;
    std::thread thread_;  // last, so that it starts when all else is there
};

class Ceiling {
  public:
    explicit Ceiling(const CeilingTerms& terms)
        : shape_{terms.shape},
          reply_{content_of(terms.reply_file)},
          writer_{terms.shape, terms.folder, content_of(terms.command_file)},
          server_{io_, http::Limits{}, [this](http::Request&& request, http::Reply reply) {
                      take(request, std::move(reply));
                  }} {
        committer_.emplace(writer_, reply_,
                           [this] { boost::asio::post(io_, [this] { after_commit(); }); });
    }

    void run() {
        std::printf("ceiling: listening at http://127.0.0.1:%u\n", unsigned{server_.listen()});
        std::fflush(stdout);
        boost::asio::signal_set signals{io_, SIGTERM};
        signals.async_wait([this](const boost::system::error_code&, int) { io_.stop(); });
        io_.run();
        committer_.reset();
    }

  private:
    void take(const http::Request& request, http::Reply reply) {
        if (request.path == figures_path) return reply(figures());
        if (shape_ == Shape::constant) {
            return reply(http::json_response(http::Status::created, reply_));
        }
        writer_.add();
        waiting_.push_back(std::move(reply));
        hand_over();
    }

    void after_commit() {
        is_committing_ = false;
        hand_over();
    }

    void hand_over() {
        if (is_committing_ || waiting_.empty()) return;
        is_committing_ = true;
        committer_->hand_over({writer_.take(), std::exchange(waiting_, {})});
    }

    [[nodiscard]] http::Response figures() const {
        return {.status = http::Status::ok,
                .body = std::to_string(writer_.syncs()) + " " + std::to_string(writer_.bytes())};
    }

    Shape shape_;
    std::string reply_;
    BatchWriter writer_;
    boost::asio::io_context io_;
    http::Server server_;
    std::vector<http::Reply> waiting_;
    bool is_committing_ = false;
    std::optional<CommitThread> committer_;
};

}  // namespace

void serve_ceiling(const CeilingTerms& terms) {
    http::raise_open_files_max();
    Ceiling{terms}.run();
}

}  // namespace kalends::bench
