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
    void count(std::string name, std::string help, std::uint64_t value) {
        ClientMetric metric;
        metric.counter.value = static_cast<double>(value);
        all_.push_back({std::move(name), std::move(help), MetricType::Counter, {metric}});
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

// What one partition holds, of which each has a bound.
void add_engine(Families& families, const Engine& engine) {
    const auto gauge = [&](std::string name, std::string help, std::uint64_t value) {
        add(families.gauge("kalends_engine_" + std::move(name), std::move(help)), value);
    };
    gauge("commands_queued", "Commands that are not decided yet.", engine.queued());
    gauge("commands_parked", "Those of them that wait for states.", engine.parked());
    gauge("answers_waiting", "Answers that wait for a record to be durable.",
          engine.answers_waiting());
    gauge("states_cached", "Hosts, bookings and the like in memory.", engine.states_cached());
    gauge("state_bytes", "What they take.", engine.state_bytes());
    gauge("index_tail_bytes", "What of the index is not written yet.", engine.index_tail_bytes());
    gauge("key_slots_ahead", "Keys that are made and not used yet.", engine.key_slots_ahead());
}

void add_server(Families& families, const http::ServerFigures& server) {
    add(families.gauge("kalends_http_connections", "Connections that are open."),
        server.connections_open);
    families.count("kalends_http_connections_accepted_total", "Connections there ever were.",
                   server.connections_accepted);
    families.count("kalends_http_connections_refused_total",
                   "Those answered 503, since too many were open.", server.connections_refused);
    families.count(
        "kalends_http_requests_refused_total",
        "Requests refused before an endpoint was looked for: framing, limits, deadlines.",
        server.requests_refused);
    families.count("kalends_http_replies_abandoned_total",
                   "Requests that an endpoint left without an answer.", server.replies_abandoned);
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
    add(families.gauge("kalends_batches", "Requests with many commands that are under way."),
        app.batches);
    add_engine(families, app.engine);
    add_server(families, app.watched.server());
    add_views(families, app.watched.views(), head);
    if (const auto state = app.watched.publishing()) add_publishing(families, *state, head);
    Response response{.body = families.text()};
    if (app.measures != nullptr) response.body.append(app.measures->text());
    return std::move(response).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace kalends::api
