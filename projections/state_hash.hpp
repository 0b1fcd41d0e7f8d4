#pragma once

#include "eventstore/sha256.hpp"
#include "projections/sqlite/database.hpp"

namespace kalends {

// The name of the table with which a generation says what its file holds, and up to where.
inline constexpr const char* generation_table = "generation";

// A digest of all that a view keeps in a database: each table's columns and its rows, in the order
// of their values, and the words of each full text as its index has them. It does not depend on
// when the rows were written, nor on how far the view has come: two makings of a view that stand
// at one position have one hash. Reads every row.
[[nodiscard]] Digest state_hash(Database& database);

}  // namespace kalends
