#include "tests/api/office.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

#include "api/credentials.hpp"
#include "api/http/json_text.hpp"
#include "api/http/target.hpp"
#include "api/routes.hpp"
#include "api/tokens.hpp"
#include "eventstore/record.hpp"
#include "projections/all_views.hpp"
#include "tests/schemas/note_event.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t records_per_step = 1'000;

const ZoneNames& machine_zones() {
    static const ZoneNames zones = [] {
        std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
        std::string text{std::istreambuf_iterator<char>{file}, {}};
        text.append("Z ").append(zone_without_data).append(" 0 - LMT\n");
        return ZoneNames::parse(text);
    }();
    return zones;
}

std::optional<JsonValue> step_into(JsonValue value, std::string_view name) {
    if (value.kind() == JsonKind::object) return value.find(name);
    std::size_t place = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), place).ec != std::errc{}) {
        return std::nullopt;
    }
    for (const auto element : value.elements()) {
        if (place-- == 0) return element;
    }
    return std::nullopt;
}

std::optional<JsonValue> member_at(std::optional<JsonValue> value, std::string_view path) {
    while (value && !path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        value = step_into(*value, path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return value;
}

// The header as the server sends it.
std::string head_of(const http::Response& response, std::string_view header_lines) {
    std::string bytes;
    http::append_reply(bytes, response,
                       {.head = true, .request_id = "req-1", .header_lines = header_lines});
    return bytes;
}

// What is no JSON stands there as a text.
void append_body(std::string& line, const Reply& reply) {
    const auto type = reply.header("Content-Type");
    const bool is_json = type.ends_with("/json") || type.ends_with("+json");
    if (reply.body.empty()) {
        line.append("null");
    } else if (is_json) {
        line.append(reply.body);
    } else {
        http::append_json_string(line, reply.body);
    }
}

// Where KALENDS_ANSWERS names a file, every answer is added to it, to be held against the API's
// description; but for what is compressed, which is described as it is.
void note_answer(http::Method method, std::string_view path, const Reply& reply) {
    const char* file = std::getenv("KALENDS_ANSWERS");
    if (file == nullptr || !reply.header("Content-Encoding").empty()) return;
    std::string line = R"({"method":)";
    http::append_json_string(line, http::to_text(method));
    http::append_json_string(line.append(R"(,"path":)"), path);
    line.append(R"(,"status":)").append(std::to_string(reply.status));
    http::append_json_string(line.append(R"(,"head":)"), reply.head);
    line.append(R"(,"body":)");
    append_body(line, reply);
    line.append("}\n");
    std::ofstream{file, std::ios::app} << line;
}

}  // namespace

// Of an answer that goes on it has what was written at once.
struct Office::Caught final : http::Answerable,
                              http::StreamSink,
                              std::enable_shared_from_this<Office::Caught> {
    void answer(http::Response&& sent, const http::Attached& attached) override {
        head = head_of(sent, attached.header_lines);
        if (http::carries_body(sent.status)) sent.body += std::exchange(sent.lasting, {});
        response = std::move(sent);
    }
    void abandon(const http::Attached&) override {
        FAIL_CHECK("a request was left without an answer");
    }

    std::shared_ptr<http::StreamSink> begin(http::Response&& sent, const http::Attached& attached,
                                            std::shared_ptr<http::StreamListener>) override {
        answer(std::move(sent), attached);
        return shared_from_this();
    }
    bool write(std::string_view bytes) override {
        response->body.append(bytes);
        return true;
    }
    void finish() override {}
    void cut() override {}

    std::optional<http::Response> response;
    std::string head;
};

std::string Reply::header(std::string_view name) const {
    for (const auto& header : headers) {
        if (header.name.text() == name) return header.value;
    }
    return {};
}

std::string Reply::text(std::string_view path) const {
    JsonReader reader;
    const auto root = reader.parse(body);
    if (!root) return {};
    const auto value = member_at(*root, path);
    if (!value) return {};
    if (const auto integer = value->integer()) return std::to_string(*integer);
    if (const auto boolean = value->boolean()) return *boolean ? "true" : "false";
    return std::string{value->text().value_or("")};
}

bool Reply::has(std::string_view path) const {
    JsonReader reader;
    const auto root = reader.parse(body);
    return root && member_at(*root, path);
}

std::string json(std::string_view text) {
    std::string quoted{text};
    std::ranges::replace(quoted, '\'', '"');
    return quoted;
}

Office::House::House(Office& office)
    : engine{{.log = office.log_,
              .disk = office.disk_,
              .clock = office.clock_,
              .randomness = office.randomness_,
              .zones = office.zones_,
              .master = {}},
             {.key_slots_per_block = 64}},
      views{office.log_,
            {},
            all_views([this](EventId event, std::string_view field, const Sealed& sealed) {
                return engine.open_durable(event, field, sealed);
            }),
            {}},
      subscribers{office.log_, {}, {}},
      app{.engine = engine,
          .log = office.log_,
          .subscribers = subscribers,
          .zones = office.zones_,
          .randomness = office.randomness_,
          .operator_key = std::nullopt,
          .test_clock = &office.clock_,
          .kick = [&office] { office.step(); },
          .later = [&office](std::function<void()> task) { office.tasks_.push_back(task); },
          .ask_views =
              [&office](const ViewsQuestion& question) {
                  if (office.have_views_ended_) return Asking::ended;
                  office.ask_views(question);
                  return Asking::taken;
              },
          .watched = {.views = [this] { return views.states(); },
                      .publishing = [&office] { return office.publishing_; }},
          .telling = &office.telling_,
          .rates = office.rates_},
      router{make_routes(app)} {
    if (!office.holds_views_) views.step(records_per_step);
    app.operator_key = digest_of(app.sha, office.operator_key_);
}

Office::Office(Rates rates)
    : rates_{rates},
      clock_{*parse_instant(opening)},
      zones_{machine_zones()},
      operator_key_{new_operator_key(randomness_)},
      house_{std::make_unique<House>(*this)} {}

Office::~Office() {
    log_.scan(RecordNumber{1}, [](RecordNumber, std::string_view bytes) {
        const auto record = parse_record(bytes);
        if (!record) return false;
        for (const auto event : record->events) note_event(event);
        return true;
    });
}

void Office::step() {
    auto& engine = house_->engine;
    engine.step();
    while (!holds_commits_ && engine.has_work()) {
        while (auto commit = engine.take()) engine.commit(*commit);
        engine.step();
    }
}

void Office::ask_views(const ViewsQuestion& question) {
    auto& views = house_->views;
    while (!are_views_late_ && !views.has_reached(question.wanted)) views.step(records_per_step);
    question.ask(views, are_views_late_);
}

void Office::release_views() {
    holds_views_ = false;
    while (house_->views.step(records_per_step)) continue;
}

Reply Office::release_commits() {
    holds_commits_ = false;
    step();
    REQUIRE(awaited_);
    return reply_in(std::exchange(awaited_, nullptr));
}

Reply Office::reply_in(const std::shared_ptr<Caught>& caught) {
    REQUIRE(caught->response);
    auto& response = *caught->response;
    return {http::number(response.status), std::move(response.body), std::move(response.headers),
            std::move(caught->head)};
}

http::Request Office::request(http::Method method, std::string_view target, std::string body,
                              HeaderLines headers) {
    http::Request request;
    request.method = method;
    request.target = target;
    const auto mark = std::min(target.find('?'), target.size());
    request.path = *http::parse_path(target.substr(0, mark));
    if (mark < target.size()) {
        request.query = *http::parse_query(target.substr(mark + 1), 64);
    }
    request.body = std::move(body);
    request.id = "req-1";
    request.remote_address = "192.0.2.1";
    if (!key_.empty()) request.headers.add("Authorization", "Bearer " + key_);
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    const bool is_guest = key_.starts_with(guest_token_prefix);
    const bool is_write = method != http::Method::get && method != http::Method::head;
    if (is_guest && is_write && !request.header("Idempotency-Key")) {
        request.headers.add("Idempotency-Key", "of-a-guest-" + std::to_string(++guests_keys_));
    }
    if (!request.body.empty() && !request.header("Content-Type")) {
        request.headers.add("Content-Type", "application/json");
    }
    return request;
}

Reply Office::ask(http::Method method, std::string_view target, std::string body,
                  HeaderLines headers) {
    return ask(request(method, target, std::move(body), std::move(headers)));
}

Reply Office::ask(http::Request asked) {
    const auto caught = std::make_shared<Caught>();
    const auto method = asked.method;
    const std::string path = asked.path;
    house_->router(std::move(asked), http::Reply{caught});
    for (; !tasks_.empty(); tasks_.pop_front()) tasks_.front()();
    if (holds_commits_ && !caught->response) {
        awaited_ = caught;
        return {};
    }
    auto& house = *house_;
    while (house.subscribers.step(house.views) <= Subscribers::Clock::now()) continue;
    const auto reply = reply_in(caught);
    note_answer(method, path, reply);
    return reply;
}

std::string Office::found_organisation(std::string name) {
    use(operator_key_);
    const auto reply =
        post("/v1/organisations", json("{'name':'" + name + "','time_zone':'Europe/Luxembourg'}"));
    REQUIRE_EQ(reply.status, 201);
    use(reply.text("owner_key/secret"));
    return key_;
}

std::string Office::issue_key(std::string members) {
    const auto reply = post("/v1/api-keys", json("{'label':'test'," + members + "}"));
    REQUIRE_EQ(reply.status, 201);
    return reply.text("secret");
}

std::string Office::hire(std::string name) {
    const auto reply = post("/v1/hosts", json("{'name':'" + name +
                                              "','email':'host@example.org','kind':'person',"
                                              "'time_zone':'Europe/Luxembourg'}"));
    REQUIRE_EQ(reply.status, 201);
    const auto id = reply.text("id");
    const auto hours = put("/v1/hosts/" + id + "/schedules/default",
                           json("{'time_zone':'Europe/Luxembourg','weekly':[{'days':['mon','tue',"
                                "'wed','thu','fri'],'start':'09:00','end':'17:00'}]}"));
    REQUIRE_EQ(hours.status, 200);
    return id;
}

std::string Office::offer(std::string_view host, std::string_view more) {
    const auto reply = post("/v1/meeting-types",
                            json("{'name':'Intro','duration_minutes':30,'hosts':[{'host_id':'" +
                                 std::string{host} + "'}]" + std::string{more} + "}"));
    REQUIRE_EQ(reply.status, 201);
    return reply.text("id");
}

Reply Office::book(std::string_view type, std::string_view start, HeaderLines headers) {
    return post(
        "/v1/bookings",
        json("{'meeting_type_id':'" + std::string{type} + "','start':'" + std::string{start} +
             "','guests':[{'name':'Grace','email':'grace@example.org'}]}"),
        std::move(headers));
}

void Office::reopen() {
    house_->engine.close();
    house_.reset();
    log_.reopen();
    house_ = std::make_unique<House>(*this);
}

void Office::renew_secret() {
    Secrets{disk_, {}, StoreAge::has_records, randomness_}.add(SecretKind::keyed_hash, randomness_);
    reopen();
}

void Office::set_clock(std::string_view at) {
    clock_.set(*parse_instant(at));
}

}  // namespace kalends::api
