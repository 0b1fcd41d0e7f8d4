#pragma once

#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/app.hpp"
#include "api/feed/subscribers.hpp"
#include "api/http/router.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/seeded_randomness.hpp"

namespace kalends::api {

// What came back over the counter.
struct Reply {
    unsigned status = 0;
    std::string body;
    std::vector<http::ResponseHeader> headers;
    std::string head;  // as the server sends it to a HEAD request

    [[nodiscard]] std::string header(std::string_view name) const;
    // The text of a member of the body, reached by names and places: text("items/0/id").
    [[nodiscard]] std::string text(std::string_view path) const;
    // Whether there is such a member, null or not.
    [[nodiscard]] bool has(std::string_view path) const;
    [[nodiscard]] std::string code() const { return text("code"); }
    // The pointer of the first thing that is wrong.
    [[nodiscard]] std::string pointer() const { return text("errors/0/pointer"); }
};

// Stands in this office's tzdata.zi, and nowhere else on the machine.
inline constexpr std::string_view zone_without_data = "Moon/Tranquility";

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

// A whole server without sockets: router, engine and store in one thread, with a clock that stands.
class Office {
  public:
    // Monday, so that the days of the tests can be counted on.
    static constexpr std::string_view opening = "2026-11-30T08:00:00Z";

    // By default nobody gets near a limit.
    explicit Office(Rates rates = {1'000'000, 1'000'000});
    ~Office();
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    // As it is.
    Reply ask(http::Request asked);
    // With the key that `use` named last.
    Reply ask(http::Method method, std::string_view target, std::string body = {},
              HeaderLines headers = {});
    Reply get(std::string_view target, HeaderLines headers = {}) {
        return ask(http::Method::get, target, {}, std::move(headers));
    }
    Reply post(std::string_view target, std::string body, HeaderLines headers = {}) {
        return ask(http::Method::post, target, std::move(body), std::move(headers));
    }
    Reply patch(std::string_view target, std::string body, HeaderLines headers = {}) {
        return ask(http::Method::patch, target, std::move(body), std::move(headers));
    }
    Reply put(std::string_view target, std::string body, HeaderLines headers = {}) {
        return ask(http::Method::put, target, std::move(body), std::move(headers));
    }
    Reply del(std::string_view target, HeaderLines headers = {}) {
        return ask(http::Method::del, target, {}, std::move(headers));
    }

    // The key of the following requests; empty for none. With a guest's token a write that names no
    // Idempotency-Key gets a new one, without which it would be refused.
    void use(std::string key) { key_ = std::move(key); }
    [[nodiscard]] const std::string& operator_key() const { return operator_key_; }

    // A new organisation, whose owner's key is used from then on. Gives that key.
    std::string found_organisation(std::string name = "Acme");
    // A key of this role for the organisation in use, as parse_issue_api_key reads it.
    std::string issue_key(std::string members);
    // A host in Luxembourg, open from nine to five on working days. Gives its id.
    std::string hire(std::string name = "Ada");
    // A type of half an hour with this host, and whatever else is said of it. Gives its id.
    std::string offer(std::string_view host, std::string_view more = "");
    // Books for a guest called Grace.
    Reply book(std::string_view type, std::string_view start, HeaderLines headers = {});

    // The process ends and starts anew on the same log and disk.
    void reopen();
    // The same, with a new secret for keyed hashes in place of the present one, which is retired.
    void renew_secret();
    void set_clock(std::string_view at);
    // From now on views answer as they stand, and say that they are late.
    void delay_views() { are_views_late_ = true; }
    // From now on no view answers, as when their thread has ended.
    void end_views() { have_views_ended_ = true; }
    // As if a broker were configured, and publishing stood so.
    void set_publishing(PublishingState state) { publishing_ = state; }
    [[nodiscard]] Engine& engine() { return house_->engine; }
    [[nodiscard]] fakes::MemoryDisk& disk() { return disk_; }
    [[nodiscard]] fakes::MemoryLog& log() { return log_; }
    // From now on commands are decided and nothing is made durable; `ask` gives status 0.
    void hold_commits() { holds_commits_ = true; }
    // From the next `reopen` on the views are empty and stay so, as at the first start of a release
    // that keeps them, on a long log; until they are released.
    void hold_views() { holds_views_ = true; }
    void release_views();
    // Makes it durable. Gives the answer to the last request that had none.
    Reply release_commits();

  private:
    struct House {
        explicit House(Office& office);

        Engine engine;
        Runner views;
        Subscribers subscribers;
        App app;
        http::Router router;
    };

    struct Caught;

    void step();
    void ask_views(const ViewsQuestion& question);
    [[nodiscard]] static Reply reply_in(const std::shared_ptr<Caught>& caught);
    [[nodiscard]] http::Request request(http::Method method, std::string_view target,
                                        std::string body, HeaderLines headers);

    const Rates rates_;
    fakes::Faults faults_;
    fakes::MemoryLog log_{faults_};
    fakes::MemoryDisk disk_{faults_};
    fakes::SeededRandomness randomness_{1};
    SettableClock clock_;
    ZoneNames zones_;
    std::string operator_key_;
    std::string key_;
    std::uint64_t guests_keys_ = 1'000'000;  // so that they are long enough
    bool holds_commits_ = false;
    bool are_views_late_ = false;
    bool holds_views_ = false;
    bool have_views_ended_ = false;
    std::optional<PublishingState> publishing_;
    Log telling_{LogLevel::error, LogFormat::text};
    std::shared_ptr<Caught> awaited_;
    std::deque<std::function<void()>> tasks_;  // for later
    std::unique_ptr<House> house_;
};

// A body as JSON text that parses: quotes are written as apostrophes.
[[nodiscard]] std::string json(std::string_view text);

}  // namespace kalends::api
