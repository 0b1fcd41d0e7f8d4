#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "domain/result.hpp"
#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"
#include "projections/sqlite/database.hpp"
#include "projections/state_hash.hpp"
#include "projections/view.hpp"

namespace kalends {

// Told of a view that cannot go on, once, and why.
using Alarm = std::function<void(const std::string& view, const std::string& why)>;

// Why a file is not taken up.
enum class Unfit : std::uint8_t {
    other_version,  // it is this view as another version of it is made
    useless,        // it is damaged, or of something else, or of another log
};

// One making of a view: a file with its rows and, changed in the same transaction, the record that
// they stand at. For one thread. The kind, the log and the alarm outlive it.
class Generation {
  public:
    // Goes on from where the file stands. Throws DatabaseFailed or StorageFailed if it could not be
    // found out what the file is: then it may well be good.
    static Result<std::unique_ptr<Generation>, Unfit> take_up(const ViewKind& kind,
                                                              std::filesystem::path file,
                                                              const LogReader& log,
                                                              const Alarm& alarm);
    // Makes the file, which is not there yet. Throws DatabaseFailed.
    [[nodiscard]] static std::unique_ptr<Generation> make(const ViewKind& kind,
                                                          std::filesystem::path file,
                                                          const Alarm& alarm);
    // Where no file could be opened: it stands still from the first.
    [[nodiscard]] static std::unique_ptr<Generation> standing_still(const ViewKind& kind,
                                                                    const std::string& why,
                                                                    const Alarm& alarm);
    ~Generation();
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    // Where the rows stand, those not committed yet included.
    [[nodiscard]] const LogHead& head() const { return head_; }
    // Of one that does not stand still.
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
    // It is as if it had never been, until somebody says that it has caught up.
    void catch_up_first() { is_complete_ = false; }
    // From the next commit on it is complete, also for whoever opens the file.
    void complete();

    // Of what is committed, if it does not stand still.
    [[nodiscard]] Digest state_hash() { return kalends::state_hash(*database_); }

  private:
    Generation(const ViewKind& kind, std::filesystem::path file, const Alarm& alarm);
    void open();
    [[nodiscard]] bool has_own_table();
    [[nodiscard]] std::optional<Unfit> read_head(const LogReader& log);
    void begin();
    void note_head();

    const ViewKind& kind_;
    const Alarm& alarm_;
    std::filesystem::path file_;
    std::unique_ptr<Database> database_;  // null if no file could be opened, as is the view
    std::unique_ptr<View> view_;
    LogHead head_;
    LogHead committed_;
    bool is_complete_ = false;
    std::optional<std::string> trouble_;
};

}  // namespace kalends
