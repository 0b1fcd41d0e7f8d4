#include "api/measures.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <functional>
#include <map>
#include <mutex>
#include <string_view>

namespace kalends::api {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Histogram;

using Steps = Histogram::BucketBoundaries;

// In seconds: from what is answered out of memory to what somebody has given up waiting for.
const Steps& seconds_steps() {
    static const Steps steps{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                             0.025,  0.05,    0.1,    0.25,  0.5,    1,     2.5};
    return steps;
}

const Steps& answers_steps() {
    static const Steps steps{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    return steps;
}

const Steps& bytes_steps() {
    static const Steps steps{1'024, 4'096, 16'384, 65'536, 262'144, 1'048'576, 4'194'304};
    return steps;
}

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>{time}.count();
}

}  // namespace

struct Measures::Families {
    prometheus::Registry registry{};
    Family<Counter>& requests = prometheus::BuildCounter()
                                    .Name("kalends_http_requests_total")
                                    .Help("Requests answered, and lines of many commands.")
                                    .Register(registry);
    Family<Histogram>& request_seconds =
        prometheus::BuildHistogram()
            .Name("kalends_http_request_seconds")
            .Help("From the whole request to its answer, durable if it changed anything.")
            .Register(registry);
    Histogram& sync_seconds = prometheus::BuildHistogram()
                                  .Name("kalends_commit_sync_seconds")
                                  .Help("To write and sync a record of the log.")
                                  .Register(registry)
                                  .Add({}, seconds_steps());
    Histogram& answer_seconds = prometheus::BuildHistogram()
                                    .Name("kalends_commit_answer_seconds")
                                    .Help("To send the answers that waited for it.")
                                    .Register(registry)
                                    .Add({}, seconds_steps());
    Histogram& commit_answers = prometheus::BuildHistogram()
                                    .Name("kalends_commit_answers")
                                    .Help("Answers that waited for one sync.")
                                    .Register(registry)
                                    .Add({}, answers_steps());
    Histogram& commit_bytes = prometheus::BuildHistogram()
                                  .Name("kalends_commit_bytes")
                                  .Help("Size of a record of the log.")
                                  .Register(registry)
                                  .Add({}, bytes_steps());

    // Of one endpoint. To find them by their labels would cost each request the making of another.
    struct Series {
        Histogram* seconds = nullptr;
        std::map<unsigned, Counter*> counts;  // by status
    };
    Series& series_of(std::string_view endpoint) {
        const auto found = series.find(endpoint);
        if (found != series.end()) return found->second;
        const std::string name{endpoint};
        return series[name] = {&request_seconds.Add({{"endpoint", name}}, seconds_steps()), {}};
    }

    std::mutex mutex;  // of these
    std::map<std::string, Series, std::less<>> series;
};

Measures::Measures() : families_{std::make_unique<Families>()} {}
Measures::~Measures() = default;

// What has no endpoint are requests that none was asked by: bad framing, paths that are not there.
// There are as many series as endpoints times statuses, whatever clients send.
void Measures::answered(const http::Answered& answered) {
    const auto endpoint = answered.endpoint.empty() ? "none" : answered.endpoint;
    const std::lock_guard lock{families_->mutex};
    auto& series = families_->series_of(endpoint);
    auto& count = series.counts[http::number(answered.response.status)];
    if (count == nullptr) {
        const auto status = std::to_string(http::number(answered.response.status));
        count = &families_->requests.Add({{"endpoint", std::string{endpoint}}, {"status", status}});
    }
    count->Increment();
    series.seconds->Observe(seconds(answered.time));
}

void Measures::committed(const Committed& done) {
    families_->sync_seconds.Observe(seconds(done.sync_time));
    families_->answer_seconds.Observe(seconds(done.answer_time));
    families_->commit_answers.Observe(static_cast<double>(done.answers));
    families_->commit_bytes.Observe(static_cast<double>(done.record_bytes));
}

std::string Measures::text() const {
    return prometheus::TextSerializer{}.Serialize(families_->registry.Collect());
}

}  // namespace kalends::api
