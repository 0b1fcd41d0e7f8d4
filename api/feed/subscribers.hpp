#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "api/feed/feed_pieces.hpp"
#include "api/feed/held_bytes.hpp"
#include "api/feed/subscription.hpp"
#include "api/feed/turns.hpp"
#include "api/http/reply.hpp"
#include "api/replies.hpp"

namespace kalends::api {

struct SubscriberLimits {
    std::size_t subscribers_max = 8'000;
    std::size_t subscribers_per_organisation_max = 5'000;
    // What is held for all clients together that have not taken it, and for those of one
    // organisation; those held up longest are cut off when it is more. For each it is what was
    // written last, and what the kernel keeps (as http::Limits::stream_unsent_bytes_max).
    std::size_t held_bytes_max = std::size_t{128} * 1024 * 1024;
    std::size_t held_bytes_per_organisation_max = std::size_t{64} * 1024 * 1024;
    std::size_t kernel_bytes = std::size_t{64} * 1024;
    // What is written to one at once, but for one event more.
    std::size_t piece_bytes_max = std::size_t{64} * 1024;
    // How many events are looked through for a piece, shown or not.
    std::size_t looked_at_max = 1'000;
    // How many are served in one step, and for how long, between which the views go on and answer.
    std::size_t served_per_step = 64;
    std::chrono::milliseconds serving_time_max{2};
    // Feeds that grow all the time are looked at so often: then one piece holds several records.
    std::chrono::milliseconds rest_between_rounds{10};
    // How often those who wait hear that they are still served, and their keys are looked at.
    std::chrono::milliseconds heartbeat_interval{15'000};
    // After which a client that has lost its connection is asked to come back.
    std::chrono::milliseconds retry_after{2'000};
};

// Those who follow feeds by server-sent events. Each has a place in its feed; whoever is behind is
// sent the next piece, and then waits: for his client to take it, or for his feed to grow. So one
// who does not read makes us hold one piece, and one who waits costs nothing. As step functions,
// for the views' thread, but where something else is said.
class Subscribers {
  public:
    using Clock = std::chrono::steady_clock;
    struct Calls {
        // From any thread: `step` is to be called soon.
        std::function<void()> nudge = [] {};
        // Somebody is to call `end` with those whose keys are not live any more.
        std::function<void(std::vector<Holder>)> look_at = [](const std::vector<Holder>&) {};
    };

    // The log outlives it.
    Subscribers(const LogReader& log, const SubscriberLimits& limits, Calls calls);
    ~Subscribers();
    Subscribers(const Subscribers&) = delete;
    Subscribers& operator=(const Subscribers&) = delete;

    // Answers with a stream, or with what is wrong.
    void admit(Runner& views, Subscription subscription, http::Reply reply);
    // Serves some of those who are behind. Gives when it is to be called again at the latest, even
    // if nothing happens: at once, if there are more.
    [[nodiscard]] Clock::time_point step(Runner& views);
    // Nobody is served any more. When the views' thread ends or has ended, and before the
    // io_context goes.
    void close();

    // These from any thread.
    void end(const Holder& holder);
    [[nodiscard]] std::size_t count() const { return count_; }

  private:
    using Number = Turns::Number;
    class Ear;

    // What is to be done for one: nothing, until the client has taken what was written, or until
    // the feed grows; or to send the next piece.
    enum class Turn : std::uint8_t { held_up, waiting, behind };
    struct Subscriber {
        Holder holder;
        FeedFilter filter;
        Position place;
        http::Stream stream;
        Turn turn = Turn::behind;
        bool is_queued = false;  // stands in `behind_`, perhaps without being behind any more
    };

    [[nodiscard]] std::optional<Problem> why_not(Runner& views,
                                                 const Subscription& subscription) const;
    void enrol(Runner& views, Subscription&& subscription, http::Reply reply);
    void dismiss(Number number);
    void hear();
    void wake(Runner& views);
    void wake(const std::set<Number>& numbers);
    void send(Number number, Subscriber& subscriber, std::string_view text);
    void cut_off();
    void serve(Runner& views);
    void serve(Runner& views, Number number, Subscriber& subscriber);
    void begin_beat(Runner& views);
    void beat();
    void queue(Number number, Subscriber& subscriber);

    void tell_drained(Number number);
    void tell_gone(Number number);

    const SubscriberLimits limits_;
    const Calls calls_;
    const LogReader& log_;
    FeedPieces pieces_;
    std::unordered_map<Number, Subscriber> subscribers_;
    std::map<OrganisationId, std::set<Number>> by_organisation_;
    Turns behind_;
    HeldBytes held_;
    // Who is to be cut off since others need what is held for him.
    std::vector<Number> too_slow_;
    // Who is yet to hear the heartbeat that is under way.
    std::deque<Number> unbeaten_;
    Clock::time_point beat_at_;
    // Set where feeds have grown, and may have again since.
    std::optional<Clock::time_point> rest_until_;
    Number last_number_ = 0;
    std::atomic<std::size_t> count_ = 0;

    std::mutex mutex_;
    std::vector<Number> drained_;  // guarded by the mutex, as is what follows
    std::vector<Number> gone_;
    std::vector<Holder> ended_;
};

}  // namespace kalends::api
