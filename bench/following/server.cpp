#include "bench/following/server.hpp"

#include <utility>
#include <vector>

#include "bench/load/http_client.hpp"
#include "domain/check.hpp"

namespace kalends::bench {
namespace {

constexpr int created = 201;
constexpr int ok = 200;

std::vector<std::string> options_for(const std::string& brokers) {
    if (brokers.empty()) return {};
    return {"--kafka-brokers", brokers};
}

}  // namespace

Server::Server(std::string name, const std::filesystem::path& program, std::filesystem::path folder,
               std::string brokers)
    : name_{std::move(name)},
      brokers_{std::move(brokers)},
      product_{program, std::move(folder), options_for(brokers_)} {
    product_.start();
    office_.emplace(product_.process().port(), product_.operator_key());
}

Sample Server::book(std::size_t count, double rate) {
    const auto requests = office_->bookings(count);
    booked_ += count;
    return measure({.connections = clients, .rate = rate, .requests = requests}, created);
}

Sample Server::list(const std::string& target, std::size_t count) {
    const std::vector<std::string> requests(count, office_->get(target));
    return measure({.connections = 8, .requests = requests}, ok);
}

std::string Server::newest_first() const {
    return office_->get("/v1/bookings?limit=1&sort=-created_at");
}

std::string Server::a_host() const {
    const auto hosts = HttpClient{port()}.ask(office_->get("/v1/hosts?limit=1")).body;
    const auto begin = hosts.find("hst_");
    return hosts.substr(begin, hosts.find('"', begin) - begin);
}

std::string Server::feed() const {
    return request_text("GET", "/v1/events?types=booking.confirmed.v1",
                        office_->headers() + "Accept: text/event-stream\r\n");
}

bool Server::is_published() const {
    const auto readiness = HttpClient{port()}.ask(office_->get("/readyz")).body;
    return readiness.find(R"("publishing":{"status":"connected","events_behind":0})") !=
           std::string::npos;
}

bool Server::is_as_it_should_be() {
    product_.stop();
    return product_.verified_bookings() == booked_;
}

Sample Server::measure(LoadPlan plan, int status) {
    const auto& server = product_.process();
    plan.port = server.port();
    Sample sample;
    const double before = server.cpu_seconds();
    sample.load = run_load(plan);
    sample.cpu_seconds = server.cpu_seconds() - before;
    ensure(sample.load.with_status(status) == plan.requests.size(), "all is answered well");
    return sample;
}

}  // namespace kalends::bench
