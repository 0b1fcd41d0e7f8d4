#include "api/batch.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "api/http/json_text.hpp"
#include "api/http/limits.hpp"
#include "api/replies.hpp"
#include "schemas/requests/command_line.hpp"

namespace kalends::api {
namespace {

// So many are begun before others get their turn.
constexpr std::size_t lines_at_once = 32;

// The Content-Type is that of the line.
void append_headers(std::string& out, const std::vector<http::ResponseHeader>& headers) {
    out.append(",\"headers\":{");
    bool is_first = true;
    for (const auto& header : headers) {
        if (header.name.text() == "Content-Type") continue;
        if (!std::exchange(is_first, false)) out.push_back(',');
        http::append_json_string(out, header.name.text());
        out.push_back(':');
        http::append_json_string(out, header.value);
    }
    out.push_back('}');
}

std::string answer_line(std::size_t line, const http::Response& response) {
    std::string out = "{\"line\":" + std::to_string(line);
    out.append(",\"status\":").append(std::to_string(number(response.status)));
    append_headers(out, response.headers);
    out.append(",\"body\":").append(response.body.empty() ? "null" : response.body);
    return out.append("}\n");
}

Result<http::Request, Problem> request_of(JsonReader& json, std::string_view line,
                                          std::size_t number) {
    const auto value = json.parse(line, number);
    if (!value) return malformed(value.error().pointer, value.error().message);
    auto asked = parse_command_line(*value);
    if (!asked) return malformed(asked.error());
    http::Request request;
    request.method = http::parse_method(asked->method);
    request.target = std::move(asked->path);
    const auto question = std::min(request.target.find('?'), request.target.size());
    auto path = http::parse_path(std::string_view{request.target}.substr(0, question));
    if (!path) return malformed("/path", "must be a path");
    request.path = *std::move(path);
    if (question < request.target.size()) {
        const auto wanted = std::string_view{request.target}.substr(question + 1);
        constexpr auto most = http::Limits{}.query_parameters_max;
        if (http::parameters_in(wanted) > most) {
            return malformed("/path", "must have at most " + std::to_string(most) + " parameters");
        }
        auto query = http::parse_query(wanted, most);
        if (!query) return malformed("/path", "must have a query that can be read");
        request.query = *std::move(query);
    }
    if (const auto& key = asked->idempotency_key) request.headers.add("Idempotency-Key", *key);
    if (const auto& match = asked->if_match) request.headers.add("If-Match", *match);
    if (asked->has_body) {
        request.headers.add("Content-Type", "application/json");
        request.body = member_text(*value, line, "body");
    }
    return request;
}

// What a line has of the request that it came in.
void take_over(const http::Request& whole, http::Request& part) {
    part.id = whole.id;
    part.remote_address = whole.remote_address;
    for (const auto* name : {"Authorization", "User-Agent", "traceparent"}) {
        if (const auto value = whole.header(name)) part.headers.add(name, *value);
    }
}

}  // namespace

std::vector<Batch::Line> Batch::lines_of(std::string_view body) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !body.empty() && number <= lines_max + 1; ++number) {
        const auto end = std::min(body.find('\n'), body.size());
        const auto text = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        const bool is_blank = text.find_first_not_of(" \t\r") == std::string_view::npos;
        if (!is_blank || number > lines_max) lines.push_back({number, text});
    }
    return lines;
}

bool Batch::is_within_bounds() const {
    return !lines_.empty() && lines_.back().number <= lines_max;
}

class Batch::LineAnswer final : public http::Answerable {
  public:
    LineAnswer(std::shared_ptr<Batch> batch, std::size_t line)
        : batch_{std::move(batch)}, line_{line} {}

    void answer(http::Response&& response, const http::Attached& attached) override {
        report(response, attached);
        batch_->answered(line_, response);
    }
    void abandon(const http::Attached& attached) override {
        answer(response_of(outcome_unknown(), batch_->request_.id), attached);
    }

  private:
    using Clock = std::chrono::steady_clock;

    // As the server does of a request.
    void report(const http::Response& response, const http::Attached& attached) const {
        batch_->app_.tell({.endpoint = attached.endpoint,
                           .request_id = batch_->request_.id,
                           .response = response,
                           .time = Clock::now() - begun_at_});
    }

    const std::shared_ptr<Batch> batch_;
    const std::size_t line_;
    const Clock::time_point begun_at_ = Clock::now();
};

Batch::Batch(App& app, const http::Router& commands, OrganisationId organisation,
             http::Request request)
    : app_{app},
      commands_{commands},
      organisation_{organisation},
      request_{std::move(request)},
      number_{++app.batches_begun},
      lines_{lines_of(request_.body)},
      answers_(lines_.size()) {
    ++app_.batches;
}

Batch::~Batch() {
    --app_.batches;
}

void Batch::run(http::Reply reply, http::Response&& head) {
    stream_.emplace(reply.begin(std::move(head), shared_from_this()));
    ++app_.batches_of[organisation_];
    step();
}

void Batch::drained() {
    is_held_up_ = false;
    step();
}

void Batch::gone() {
    end();
}

// Once, though a client may be gone before the connection knows that it was told everything.
void Batch::end() {
    if (!stream_) return;
    stream_.reset();
    const auto place = app_.batches_of.find(organisation_);
    if (--place->second == 0) app_.batches_of.erase(place);
}

void Batch::step() {
    send();
    for (std::size_t n = 0; n < lines_at_once; ++n) {
        const bool has_room =
            begun_ < lines_.size() && begun_ - sent_ < under_way_max && sent_ >= sent_before_next_;
        if (!stream_ || !has_room) return;
        begin(begun_++);
    }
    step_soon();
}

void Batch::send() {
    if (!stream_ || is_held_up_) return;
    const auto bytes = take_answers();
    if (!bytes.empty()) is_held_up_ = !stream_->write(bytes);
    if (sent_ < lines_.size() || is_held_up_) return;
    stream_->finish();
    end();
}

std::string Batch::take_answers() {
    const std::lock_guard lock{mutex_};
    std::string bytes;
    for (; sent_ < answers_.size() && !answers_[sent_].empty(); ++sent_) {
        bytes.append(std::exchange(answers_[sent_], {}));
    }
    return bytes;
}

void Batch::begin(std::size_t line) {
    const auto refuse = [&](const Problem& problem) {
        answered(line, response_of(problem, request_.id));
    };
    const auto& [number, text] = lines_[line];
    if (text.size() > http::Limits{}.body_bytes_max) {
        return refuse(malformed(
            "", "must have at most " + std::to_string(http::Limits{}.body_bytes_max) + " bytes"));
    }
    auto request = request_of(app_.json, text, number);
    if (!request) return refuse(request.error());
    take_over(request_, *request);
    // Whether the key may do what a line asks for is looked at when the line is begun.
    if (request->path.starts_with("/v1/api-keys")) sent_before_next_ = line + 1;
    request->part_of = number_;
    // What an endpoint throws is the trouble of its own line, whose answer it lets go of.
    try {
        commands_(*std::move(request),
                  http::Reply{std::make_shared<LineAnswer>(shared_from_this(), line)});
    } catch (const std::exception& trouble) {
        if (app_.telling == nullptr) return;
        app_.telling->write(LogLevel::error, trouble.what(), {{"request_id", request_.id}});
    }
}

void Batch::answered(std::size_t line, const http::Response& response) {
    auto text = answer_line(lines_[line].number, response);
    {
        const std::lock_guard lock{mutex_};
        answers_[line] = std::move(text);
    }
    step_soon();
}

void Batch::step_soon() {
    {
        const std::lock_guard lock{mutex_};
        if (std::exchange(is_step_due_, true)) return;
    }
    app_.later([self = shared_from_this()] {
        {
            const std::lock_guard lock{self->mutex_};
            self->is_step_due_ = false;
        }
        self->step();
    });
}

}  // namespace kalends::api
