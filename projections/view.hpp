#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "domain/position.hpp"
#include "projections/sqlite/database.hpp"
#include "schemas/envelope.hpp"

namespace kalends {

// An event of the log and where it stands there.
struct LoggedEvent {
    const StoredEvent& stored;
    std::string_view bytes;  // as they stand in the log
    RecordNumber record{};
};

// What is computed from the log for a kind of question: rows in tables of its own, and the
// questions that they answer. The rows are a function of the events alone, so that whoever makes
// them again gets the same.
class View {
  public:
    virtual ~View() = default;

    // Called once, on an empty database.
    virtual void make_tables() = 0;
    // Takes up the next event of the log, in a transaction that somebody else ends. Throws for one
    // that it cannot apply, and if its rows are damaged; then it stays where it was. It never
    // aborts the process for what its file says.
    virtual void apply(const LoggedEvent& event) = 0;
    // Called before each commit of such a transaction: what `apply` has kept back in memory is
    // written now. Answers of the view see that in any case.
    virtual void write_kept_back() {}
};

// A kind of view: how it is named, and how one is made on a database, which outlives it. Another
// version makes other rows, so a file that an earlier one left is made again.
struct ViewKind {
    std::string name;  // "bookings": in URLs and names of files
    int version = 1;
    std::function<std::unique_ptr<View>(Database&)> make;
};

}  // namespace kalends
