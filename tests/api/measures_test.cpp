#include "api/measures.hpp"

#include <doctest/doctest.h>

namespace measures_test {

using namespace kalends::api;
using namespace std::chrono_literals;
namespace http = kalends::http;

namespace {

void answer(Measures& measures, std::string_view endpoint, http::Status status,
            std::chrono::nanoseconds time) {
    const http::Response response{.status = status};
    measures.answered(
        {.endpoint = endpoint, .request_id = "r", .response = response, .time = time});
}

bool has(const Measures& measures, std::string_view line) {
    return ('\n' + measures.text()).find('\n' + std::string{line} + '\n') != std::string::npos;
}

}  // namespace

TEST_CASE("requests are counted by endpoint and status, and timed by endpoint") {
    Measures measures;
    answer(measures, "GET /v1/hosts/{id}", http::Status::ok, 200us);
    answer(measures, "GET /v1/hosts/{id}", http::Status::ok, 3ms);
    answer(measures, "GET /v1/hosts/{id}", http::Status::not_found, 3ms);
    answer(measures, "", http::Status::bad_request, 0ms);
    const std::string host = R"(endpoint="GET /v1/hosts/{id}")";
    CHECK(has(measures, "kalends_http_requests_total{" + host + ",status=\"200\"} 2"));
    CHECK(has(measures, "kalends_http_requests_total{" + host + ",status=\"404\"} 1"));
    CHECK(has(measures, R"(kalends_http_requests_total{endpoint="none",status="400"} 1)"));
    CHECK(has(measures, "kalends_http_request_seconds_bucket{" + host + ",le=\"0.00025\"} 1"));
    CHECK(has(measures, "kalends_http_request_seconds_bucket{" + host + ",le=\"0.005\"} 3"));
    CHECK(has(measures, "kalends_http_request_seconds_count{" + host + "} 3"));
}

TEST_CASE("records are measured by answers, bytes and time") {
    Measures measures;
    measures.committed({.answers = 3, .record_bytes = 2'000, .sync_time = 1ms});
    measures.committed(
        {.answers = 64, .record_bytes = 40'000, .sync_time = 30ms, .answer_time = 2ms});
    CHECK(has(measures, "kalends_commit_sync_seconds_bucket{le=\"0.001\"} 1"));
    CHECK(has(measures, "kalends_commit_sync_seconds_count 2"));
    CHECK(has(measures, "kalends_commit_answer_seconds_bucket{le=\"0.0025\"} 2"));
    CHECK(has(measures, "kalends_commit_answers_bucket{le=\"4\"} 1"));
    CHECK(has(measures, "kalends_commit_answers_sum 67"));
    CHECK(has(measures, "kalends_commit_bytes_bucket{le=\"4096\"} 1"));
}

}  // namespace measures_test
