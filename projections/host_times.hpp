#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/claim.hpp"
#include "projections/sqlite/database.hpp"
#include "projections/sqlite/selection.hpp"

namespace kalends {

// The times of a view's rows by their hosts, in its tables
//     hosts (host BLOB, start INTEGER, <column> INTEGER), with all three as its key, and
//     longest (milliseconds INTEGER), of one row that begins as 0.
// The column has the number of the row whose time it is.
class HostTimes {
  public:
    HostTimes(Database& database, std::string_view column);

    void add(const BookedTime& when, std::int64_t number);
    void remove(const BookedTime& when, std::int64_t number);

  private:
    Database& database_;
    std::string remove_;        // statement
    std::int64_t longest_ = 0;  // milliseconds; at most what the table says
};

// Appends what leaves the rows that start before `to`, and of those that may end after `from` all:
// none lasts longer than the longest, so none of them started longer than that before it.
void where_window(Selection& selection, std::string_view start_column, std::optional<Instant> from,
                  std::optional<Instant> to);

}  // namespace kalends
