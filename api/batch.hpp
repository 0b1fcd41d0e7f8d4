#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/app.hpp"
#include "api/http/reply.hpp"
#include "api/http/request.hpp"
#include "api/http/router.hpp"

namespace kalends::api {

// One request of many commands, a line each. A line is handed to the routes as a request of its own
// would be; the answers leave in the order of the lines, each as soon as those before it have. Only
// so many lines are under way at a time, begun and not taken by the client yet: so that a slow
// reader, or a long request, takes no more than its share. Lines that were not begun when the
// client went away never are. Of the deciding thread, but for the answers to lines.
class Batch final : public http::StreamListener, public std::enable_shared_from_this<Batch> {
  public:
    static constexpr std::size_t lines_max = 1'000;
    static constexpr std::size_t under_way_max = 256;
    // Of all clients, and of those of one organisation. As many again are kept for organisations
    // that have none under way, so that no few others shut them out.
    static constexpr std::size_t batches_max = 64;
    static constexpr std::size_t first_batches_max = 64;
    static constexpr std::size_t batches_per_organisation_max = 16;

    // `commands` are the routes that a line may name; app and they outlive it. The request is one
    // of an authenticated caller of this organisation, which is nil for the operator.
    Batch(App& app, const http::Router& commands, OrganisationId organisation,
          http::Request request);
    ~Batch() override;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    // Whether there is a command at least, and no more lines than `lines_max`.
    [[nodiscard]] bool is_within_bounds() const;

    // Once. The answer begins with this head.
    void run(http::Reply reply, http::Response&& head);

    void drained() override;
    void gone() override;
    [[nodiscard]] bool has_end() const override { return true; }

  private:
    class LineAnswer;

    // A blank one is none, but is counted.
    struct Line {
        std::size_t number = 0;  // from one on
        std::string_view text;
    };
    // Goes no further than the first line that is too many.
    [[nodiscard]] static std::vector<Line> lines_of(std::string_view body);

    void step();
    void send();
    void end();
    void begin(std::size_t line);
    [[nodiscard]] std::string take_answers();
    void answered(std::size_t line, const http::Response& response);
    void step_soon();

    App& app_;
    const http::Router& commands_;
    const OrganisationId organisation_;
    const http::Request request_;
    const std::uint64_t number_;
    const std::vector<Line> lines_;  // of the request's body

    std::optional<http::Stream> stream_;
    bool is_held_up_ = false;
    std::size_t begun_ = 0;
    std::size_t sent_ = 0;
    // What changes keys is answered before lines behind it are begun, which may have such a key.
    std::size_t sent_before_next_ = 0;

    std::mutex mutex_;                  // of what follows, which any thread may answer with
    std::vector<std::string> answers_;  // by line; empty before there is one, and once it is sent
    bool is_step_due_ = false;
};

}  // namespace kalends::api
