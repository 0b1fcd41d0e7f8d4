#include "api/endpoints/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <string>
#include <utility>
#include <vector>

#include "api/feed/subscribers.hpp"
#include "api/watched.hpp"

namespace kalends::api {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

class Families {
  public:
    MetricFamily& gauge(std::string name, std::string help) {
        all_.push_back({std::move(name), std::move(help), MetricType::Gauge, {}});
        return all_.back();
    }
    [[nodiscard]] std::string text() const { return prometheus::TextSerializer{}.Serialize(all_); }

  private:
    std::vector<MetricFamily> all_;
};

void add(MetricFamily& family, std::uint64_t value, std::vector<ClientMetric::Label> labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.gauge.value = static_cast<double>(value);
    family.metric.push_back(std::move(metric));
}

void add_views(Families& families, const std::vector<ViewState>& views, Position head) {
    auto& lag = families.gauge("kalends_view_events_behind", "Events that a view lacks.");
    for (const auto& view : views)
        add(lag, events_between(view.position, head), {{"view", view.name}});
    auto& live = families.gauge("kalends_view_live", "1 if a view answers and follows the log.");
    for (const auto& view : views) {
        add(live, status_of(view) == "live" ? 1 : 0, {{"view", view.name}});
    }
}

void add_publishing(Families& families, const PublishingState& state, Position head) {
    add(families.gauge("kalends_publishing_events_behind",
                       "Events that no broker has confirmed yet."),
        events_between(state.published, head));
    add(families.gauge("kalends_publishing_connected", "1 if a broker answers."),
        state.is_connected ? 1 : 0);
    add(families.gauge("kalends_publishing_stopped",
                       "1 until somebody puts right what standard error tells."),
        status_of(state) == "stopped" ? 1 : 0);
}

}  // namespace

Answer get_metrics(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto& app = call.app;
    const auto head = app.engine.position();
    Families families;
    add(families.gauge("kalends_log_events", "Events in the log."), number(head.sequence));
    add(families.gauge("kalends_clock_held", "1 while the clock is held at the log's last time."),
        app.engine.is_clock_held() ? 1 : 0);
    add(families.gauge("kalends_disk_low", "1 while nothing new is booked for want of disk."),
        app.engine.is_low_on_disk() ? 1 : 0);
    add(families.gauge("kalends_feed_followers", "Those who listen to feeds."),
        app.subscribers.count());
    add_views(families, app.watched.views(), head);
    if (const auto state = app.watched.publishing()) add_publishing(families, *state, head);
    Response response{.body = families.text()};
    return std::move(response).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace kalends::api
