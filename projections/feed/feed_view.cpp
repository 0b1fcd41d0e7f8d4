#include "projections/feed/feed_view.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

constexpr int version_of_feed = 1;

// `sequence` is that of the organisation's first event in the record.
constexpr const char* feed_tables = R"(
    CREATE TABLE records (
        organisation BLOB NOT NULL, sequence INTEGER NOT NULL, record INTEGER NOT NULL,
        PRIMARY KEY (organisation, sequence)) WITHOUT ROWID;
)";

}  // namespace

void FeedView::make_tables() {
    database_.script(feed_tables);
}

void FeedView::apply(const LoggedEvent& event) {
    const auto& envelope = event.stored.envelope;
    if (std::exchange(record_, event.record) != event.record) noted_.clear();
    if (!noted_.insert(envelope.source).second) return;
    const IdBytes organisation{envelope.source.bits()};
    database_.run("INSERT INTO records VALUES (?1, ?2, ?3)", organisation.blob(),
                  number(envelope.position.sequence), number(event.record));
    grown_.insert(envelope.source);
}

std::vector<RecordNumber> FeedView::records_after(OrganisationId organisation, Sequence after,
                                                  std::size_t limit) {
    const auto own = rows_after(organisation, after, limit);
    const auto of_all = rows_after(OrganisationId{}, after, limit);
    std::vector<RecordNumber> records;
    std::ranges::set_union(own, of_all, std::back_inserter(records));
    if (records.size() > limit) records.resize(limit);
    return records;
}

std::vector<RecordNumber> FeedView::rows_after(OrganisationId organisation, Sequence after,
                                               std::size_t limit) {
    const IdBytes id{organisation.bits()};
    const SqlValue values[] = {id.blob(), static_cast<std::int64_t>(number(after)),
                               static_cast<std::int64_t>(limit)};
    std::vector<RecordNumber> records;
    database_.query(
        "SELECT record FROM records WHERE organisation = ?1 AND sequence >= coalesce("
        "(SELECT max(sequence) FROM records WHERE organisation = ?1 AND sequence <= ?2), 0) "
        "ORDER BY sequence LIMIT ?3",
        values, [&](const SqlRow& row) {
            records.push_back(RecordNumber{static_cast<std::uint64_t>(row.integer(0))});
            return true;
        });
    return records;
}

std::set<OrganisationId> FeedView::take_grown() {
    return std::exchange(grown_, {});
}

ViewKind feed_view() {
    return {"feed", version_of_feed,
            [](Database& database) { return std::make_unique<FeedView>(database); }};
}

}  // namespace kalends
