#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eventstore/log_store.hpp"
#include "projections/generation.hpp"
#include "projections/view.hpp"
#include "projections/view_files.hpp"

namespace kalends {

// How a view stands, for whoever watches.
struct ViewState {
    std::string name;
    int version = 0;
    Position position;  // up to here its rows reflect the log
    std::uint64_t records_behind = 0;
    bool is_complete = false;  // else it is filled for the first time, and answers nothing
    std::optional<std::string> trouble;  // why it stands still
    // While it is made again: how far that has come, and why it goes no further.
    std::optional<Position> rebuilt_to;
    std::optional<std::string> rebuild_trouble;
    // While it is filled, for the first time or again: how many records of the log are in.
    struct Filled {
        std::uint64_t done = 0;
        std::uint64_t all = 0;
    };
    std::optional<Filled> filled;
};

class Runner;

// What is asked of the views.
struct ViewsQuestion {
    // Called once. `is_late` says that they had not reached `wanted` in the time there is for that.
    std::function<void(Runner& views, bool is_late)> ask;
    // Where they are to stand at the least; none, if as they stand will do.
    Position wanted;
    // Of one who begins to follow the feed: that is soon done, and after a restart thousands come
    // at once, of whom a browser does not come back by itself if it is refused.
    bool is_of_follower = false;
};

// What becomes of a question.
enum class Asking : std::uint8_t {
    taken,
    too_many,  // others wait already: ask again
    ended,     // nobody answers any more
};

// Feeds the log to the views. Each has a file of its own in one folder, with its position in it. A
// view that is made again fills another file beside the one that answers, and takes over from it in
// one step. So does another version of a view, beside rows that it cannot read: until it is
// complete nobody answers, but those rows stay for whoever goes back to the version that made them.
// As step functions, for one thread; whoever drives it commits now and then.
class Runner {
  public:
    // The log outlives it. An empty folder keeps all in memory. A view that cannot be opened stands
    // still; its file is removed only if it turns out to be of no use.
    Runner(const LogReader& log, const std::filesystem::path& folder, std::vector<ViewKind> kinds,
           Alarm alarm);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    // Applies records that are in the log and not in the views, until that were so many events, so
    // that no answer waits long for what goes on. True if there are more: for the views that answer
    // first, then for those that are being filled. Throws StorageFailed if the log cannot be read;
    // what was applied stays, and it can be tried again.
    bool step(std::size_t events_max);
    void commit();
    // Whether the views that answer, those that stand still left out, all reflect the log up to one
    // position, and it is this one or a later.
    [[nodiscard]] bool has_reached(Position wanted) const;

    // Whether one of the views stands still.
    [[nodiscard]] bool stands_still() const;
    // Opens those that stand still again, to go on from their last commit. They answer once they
    // are at the end of the log, so that nobody sees less than before. The same trouble is told
    // once.
    void try_again();

    // Whether a view is being filled, for the first time or again, and does not stand still.
    [[nodiscard]] bool is_filling() const;
    // Begins to make a view again; nothing if that is under way. False if there is none so named.
    [[nodiscard]] bool rebuild(std::string_view name);

    // The view of this name as it answers; null if there is none, or it is not complete yet, or it
    // stands still: then what it kept back in memory does not fit its rows any more.
    [[nodiscard]] View* find(std::string_view name);
    // Where the views stand that answer: all of them at the least, but for those that stand still.
    [[nodiscard]] Position position() const;
    // Where one of them stands.
    [[nodiscard]] Position position_of(std::string_view name) const;
    [[nodiscard]] ViewState state_of(std::string_view name) const;
    [[nodiscard]] std::vector<ViewState> states() const;
    // A digest of the rows of the view that answers, as `state_hash` makes it of a file.
    [[nodiscard]] Digest state_hash(std::string_view name);

  private:
    struct Projection {
        Projection(ViewKind of, ViewFiles in) : kind{std::move(of)}, files{std::move(in)} {}

        ViewKind kind;
        ViewFiles files;
        std::unique_ptr<Generation> answering;
        std::unique_ptr<Generation> filling;  // null but while it is made again
    };

    void open(Projection& projection);
    [[nodiscard]] std::unique_ptr<Generation> take_up(const Projection& projection) const;
    void begin_filling(Projection& projection);
    [[nodiscard]] std::vector<Generation*> generations();
    [[nodiscard]] std::vector<Generation*> next_group();
    [[nodiscard]] std::optional<RecordNumber> nearest_after(RecordNumber record);
    // How many events that were; 1 at the least.
    std::size_t apply(const std::vector<Generation*>& group, std::string_view bytes);
    void hand_over();
    void take_over(Projection& projection);
    void complete(Projection& projection);
    [[nodiscard]] std::vector<Position> answering_positions() const;
    [[nodiscard]] bool may_take_over(const Projection& projection) const;
    [[nodiscard]] const Projection& projection(std::string_view name) const;
    [[nodiscard]] ViewState state_of(const Projection& projection) const;
    [[nodiscard]] static const Generation* filling_of(const Projection& projection);

    const LogReader& log_;
    std::map<std::string, std::string> told_;  // of each view that stands still, why
    Alarm alarm_;
    std::vector<std::unique_ptr<Projection>> projections_;
};

}  // namespace kalends
