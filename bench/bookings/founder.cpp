#include "bench/bookings/founder.hpp"

#include <algorithm>
#include <stdexcept>

#include "schemas/json/reader.hpp"

namespace kalends::bench {
namespace {

std::string member(const std::string& body, std::string_view name, std::string_view inner = {}) {
    JsonReader reader;
    const auto value = reader.parse(body);
    auto found = value ? value->find(name) : std::nullopt;
    if (found && !inner.empty()) found = found->find(inner);
    const auto text = found ? found->text() : std::nullopt;
    if (!text) throw std::runtime_error{"an answer lacks " + std::string{name} + ": " + body};
    return std::string{*text};
}

std::string authorised(const std::string& key) {
    return "Authorization: Bearer " + key + "\r\n";
}

}  // namespace

Founder::Founder(std::uint16_t port, const std::string& operator_key)
    : client_{port}, headers_{authorised(operator_key)} {}

std::string Founder::send(std::string_view method, std::string_view target, std::string body) {
    std::ranges::replace(body, '\'', '"');
    const auto reply = client_.ask(request_text(method, target, headers_, body));
    if (reply.status < 200 || reply.status > 299) {
        throw std::runtime_error{std::string{target} + " answers: " + reply.body};
    }
    return reply.body;
}

void Founder::found_organisation() {
    const auto made = send("POST", "/v1/organisations", "{'name':'Bench','time_zone':'UTC'}");
    headers_ = authorised(member(made, "owner_key", "secret"));
}

std::string Founder::offer(std::string_view host_name, std::size_t minutes) {
    const auto made =
        send("POST", "/v1/hosts", "{'name':'" + std::string{host_name} + "','time_zone':'UTC'}");
    const auto host = member(made, "id");
    send("PUT", "/v1/hosts/" + host + "/schedules/default",
         "{'time_zone':'UTC','weekly':[{'days':['mon','tue','wed','thu','fri','sat','sun'],"
         "'start':'00:00','end':'24:00'}]}");
    const auto type = send("POST", "/v1/meeting-types",
                           "{'name':'Visit','duration_minutes':" + std::to_string(minutes) +
                               ",'hosts':[{'host_id':'" + host +
                               "'}],'window':{'kind':'rolling_days','days':400},"
                               "'questions':[{'id':'topic','label':'Topic','kind':'text'}]}");
    return member(type, "id");
}

}  // namespace kalends::bench
