#include "api/feed/subscribers.hpp"

#include <algorithm>
#include <utility>

#include "api/accepted_type.hpp"
#include "api/feed/feed_query.hpp"
#include "api/views.hpp"

namespace kalends::api {
namespace {

Problem full() {
    Problem problem = unavailable(Unavailable::Reason::queue_full);
    problem.title = "Too many follow the feed already";
    return problem;
}

Response stream_head() {
    Response head{Status::ok, {}, {}};
    head.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
    return varying_by_type(std::move(head));
}

// A client that loses its connection comes back to this place, even if it has seen no event.
std::string place_line(Position place) {
    return "id: " + to_text(place) + "\n\n";
}

}  // namespace

// What the connection says, on the io thread.
class Subscribers::Ear : public http::StreamListener {
  public:
    Ear(Subscribers& subscribers, Number number) : subscribers_{subscribers}, number_{number} {}

    void drained() override { subscribers_.tell_drained(number_); }
    void gone() override { subscribers_.tell_gone(number_); }

  private:
    Subscribers& subscribers_;
    Number number_;
};

Subscribers::Subscribers(const LogReader& log, const SubscriberLimits& limits, Calls calls)
    : limits_{limits},
      calls_{std::move(calls)},
      log_{log},
      pieces_{log, limits.piece_bytes_max, limits.looked_at_max},
      held_{limits.held_bytes_max, limits.held_bytes_per_organisation_max},
      beat_at_{Clock::now() + limits.heartbeat_interval} {}

Subscribers::~Subscribers() = default;

void Subscribers::admit(Runner& views, Subscription subscription, http::Reply reply) {
    if (const auto problem = why_not(views, subscription)) {
        const auto& frame = subscription.frame;
        return reply(framed(response_of(*problem, frame.request_id), frame, views.position()));
    }
    enrol(views, std::move(subscription), std::move(reply));
}

std::optional<Problem> Subscribers::why_not(Runner& views, const Subscription& subscription) const {
    if (auto problem = check_view(views, "feed")) return problem;
    if (subscription.after) {
        if (auto problem = check_place(*subscription.after, log_, subscription.pointer)) {
            return problem;
        }
    }
    const auto own = by_organisation_.find(subscription.holder.organisation);
    const bool is_full = subscribers_.size() >= limits_.subscribers_max ||
                         (own != by_organisation_.end() &&
                          own->second.size() >= limits_.subscribers_per_organisation_max);
    if (is_full) return full();
    return std::nullopt;
}

void Subscribers::enrol(Runner& views, Subscription&& subscription, http::Reply reply) {
    const auto number = ++last_number_;
    const auto place = subscription.after.value_or(views.position_of("feed"));
    auto stream = reply.begin(framed(stream_head(), subscription.frame, views.position()),
                              std::make_shared<Ear>(*this, number));
    if (subscription.is_head) {
        stream.finish();
        return;
    }
    const auto holder = subscription.holder;
    by_organisation_[holder.organisation].insert(number);
    auto& subscriber = subscribers_
                           .try_emplace(number, Subscriber{holder, std::move(subscription.filter),
                                                           place, std::move(stream)})
                           .first->second;
    count_ = subscribers_.size();
    const auto retry = "retry: " + std::to_string(limits_.retry_after.count()) + "\n";
    send(number, subscriber, retry + place_line(place));
    if (subscriber.turn == Turn::behind) queue(number, subscriber);
}

void Subscribers::queue(Number number, Subscriber& subscriber) {
    subscriber.turn = Turn::behind;
    if (!std::exchange(subscriber.is_queued, true)) {
        behind_.add(subscriber.holder.organisation, number);
    }
}

void Subscribers::dismiss(Number number) {
    const auto found = subscribers_.find(number);
    if (found == subscribers_.end()) return;
    const auto own = by_organisation_.find(found->second.holder.organisation);
    own->second.erase(number);
    if (own->second.empty()) by_organisation_.erase(own);
    held_.release(number);
    subscribers_.erase(found);
    count_ = subscribers_.size();
}

Subscribers::Clock::time_point Subscribers::step(Runner& views) {
    hear();
    wake(views);
    begin_beat(views);
    beat();
    const bool can_serve = views.find("feed") != nullptr;
    if (can_serve) serve(views);
    cut_off();
    if ((can_serve && !behind_.empty()) || !unbeaten_.empty()) return Clock::time_point::min();
    return rest_until_.value_or(Clock::time_point::max());
}

void Subscribers::hear() {
    std::unique_lock lock{mutex_};
    const auto drained = std::exchange(drained_, {});
    const auto gone = std::exchange(gone_, {});
    const auto ended = std::exchange(ended_, {});
    lock.unlock();
    for (const auto number : drained) {
        const auto found = subscribers_.find(number);
        held_.release(number);
        if (found != subscribers_.end()) queue(number, found->second);
    }
    for (const auto number : gone) dismiss(number);
    for (const auto& holder : ended) {
        const auto own = by_organisation_.find(holder.organisation);
        if (own == by_organisation_.end()) continue;
        for (const auto number : std::set<Number>{own->second}) {
            if (subscribers_.at(number).holder == holder) dismiss(number);
        }
    }
}

// What has grown is asked for even where nobody follows it, so that it does not pile up.
void Subscribers::wake(Runner& views) {
    if (rest_until_ && Clock::now() < *rest_until_) return;
    rest_until_.reset();
    auto* const view = dynamic_cast<FeedView*>(views.find("feed"));
    if (view == nullptr) return;
    const auto grown = view->take_grown();
    if (grown.empty()) return;
    rest_until_ = Clock::now() + limits_.rest_between_rounds;
    pieces_.forget();
    if (grown.contains(OrganisationId{})) {
        for (const auto& [organisation, numbers] : by_organisation_) wake(numbers);
        return;
    }
    for (const auto organisation : grown) {
        const auto own = by_organisation_.find(organisation);
        if (own != by_organisation_.end()) wake(own->second);
    }
}

void Subscribers::wake(const std::set<Number>& numbers) {
    for (const auto number : numbers) {
        auto& subscriber = subscribers_.at(number);
        if (subscriber.turn == Turn::waiting) queue(number, subscriber);
    }
}

// Whoever is held up is written to no more until his client has taken it.
void Subscribers::send(Number number, Subscriber& subscriber, std::string_view text) {
    if (subscriber.stream.write(text)) return;
    subscriber.turn = Turn::held_up;
    const auto bytes = text.size() + limits_.kernel_bytes;
    const auto gone = held_.hold(subscriber.holder.organisation, number, bytes);
    too_slow_.insert(too_slow_.end(), gone.begin(), gone.end());
}

void Subscribers::cut_off() {
    for (const auto number : std::exchange(too_slow_, {})) dismiss(number);
}

void Subscribers::serve(Runner& views) {
    const auto until = Clock::now() + limits_.serving_time_max;
    for (std::size_t served = 0; served < limits_.served_per_step; ++served) {
        if (Clock::now() > until) return;
        const auto number = behind_.take();
        if (!number) return;
        const auto found = subscribers_.find(*number);
        if (found == subscribers_.end()) continue;
        found->second.is_queued = false;
        if (found->second.turn != Turn::behind) continue;
        try {
            serve(views, *number, found->second);
        } catch (...) {
            // The log could not be read: the client comes back, and then perhaps it can.
            dismiss(*number);
            throw;
        }
    }
}

void Subscribers::serve(Runner& views, Number number, Subscriber& subscriber) {
    const auto piece = pieces_.find(views, subscriber.filter, subscriber.place);
    subscriber.place = piece->end;
    subscriber.turn = piece->is_last ? Turn::waiting : Turn::behind;
    if (!piece->text.empty()) send(number, subscriber, piece->text);
    if (subscriber.turn == Turn::behind) queue(number, subscriber);
}

// A feed that stands still ends: whoever comes back is told so.
void Subscribers::begin_beat(Runner& views) {
    if (Clock::now() < beat_at_) return;
    beat_at_ = Clock::now() + limits_.heartbeat_interval;
    const bool is_standing = views.find("feed") == nullptr;
    std::vector<Number> all;
    std::set<Holder> holders;
    for (const auto& [number, subscriber] : subscribers_) {
        all.push_back(number);
        holders.insert(subscriber.holder);
    }
    if (is_standing) {
        for (const auto number : all) dismiss(number);
    } else if (!all.empty()) {
        unbeaten_.assign(all.begin(), all.end());
        calls_.look_at({holders.begin(), holders.end()});
    }
}

// Whoever is behind hears it, too: where his filter passes little, he is told nothing else all the
// way, and would begin anew if his connection were cut for its silence.
void Subscribers::beat() {
    for (std::size_t told = 0; told < limits_.served_per_step && !unbeaten_.empty(); ++told) {
        const auto number = unbeaten_.front();
        const auto found = subscribers_.find(number);
        unbeaten_.pop_front();
        if (found == subscribers_.end() || found->second.turn == Turn::held_up) continue;
        auto& subscriber = found->second;
        send(number, subscriber, ":\n" + place_line(subscriber.place));
    }
}

void Subscribers::close() {
    subscribers_.clear();
    by_organisation_.clear();
    count_ = 0;
}

void Subscribers::end(const Holder& holder) {
    {
        const std::lock_guard lock{mutex_};
        ended_.push_back(holder);
    }
    calls_.nudge();
}

void Subscribers::tell_drained(Number number) {
    {
        const std::lock_guard lock{mutex_};
        drained_.push_back(number);
    }
    calls_.nudge();
}

void Subscribers::tell_gone(Number number) {
    {
        const std::lock_guard lock{mutex_};
        gone_.push_back(number);
    }
    calls_.nudge();
}

}  // namespace kalends::api
