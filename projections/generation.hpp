#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"
#include "projections/sqlite/database.hpp"
#include "projections/state_hash.hpp"
#include "projections/view.hpp"

namespace kalends {

// Told of a view that cannot go on, once, and why.
using Alarm = std::function<void(const std::string& view, const std::string& why)>;

// One making of a view: a file with its rows and, changed in the same transaction, the record that
// they stand at. For one thread.
class Generation {
  public:
    // Opens the file, or makes it. One that another version of the view made, or that stands at a
    // record that the log does not hold, is emptied. Throws DatabaseFailed. What is given outlives
    // it.
    Generation(const ViewKind& kind, std::filesystem::path file, const LogReader& log,
               const Alarm& alarm);
    ~Generation();
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    // Where the rows stand, those not committed yet included.
    [[nodiscard]] const LogHead& head() const { return head_; }
    [[nodiscard]] View& view() { return *view_; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

    // Applies the record after the head. If it cannot, what was not committed is undone, and it
    // stands still from here on, for it must not skip an event.
    void apply(const RecordView& record, const std::vector<StoredEvent>& events);
    void stand_still(const std::string& why);
    // Why it stands still; nothing if it does not.
    [[nodiscard]] const std::optional<std::string>& trouble() const { return trouble_; }

    void commit();
    // Whether it has ever been complete: one that has not is still being filled.
    [[nodiscard]] bool is_complete() const { return is_complete_; }
    // From the next commit on it is complete, also for whoever opens the file.
    void complete();

    // Of what is committed.
    [[nodiscard]] Digest state_hash() { return kalends::state_hash(*database_); }

    // Closes the file and removes it.
    static void remove(std::unique_ptr<Generation> generation);

  private:
    [[nodiscard]] bool take_up(const LogReader& log);
    void begin();
    void note_head();

    const ViewKind& kind_;
    const Alarm& alarm_;
    std::filesystem::path file_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<View> view_;
    LogHead head_;
    LogHead committed_;
    bool is_complete_ = false;
    std::optional<std::string> trouble_;
};

// Removes a database's file and those that SQLite keeps beside it.
void remove_database(const std::filesystem::path& file);

}  // namespace kalends
