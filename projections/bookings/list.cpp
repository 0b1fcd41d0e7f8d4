#include <utility>

#include "domain/check.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "projections/sqlite/values.hpp"
#include "schemas/snapshot.hpp"

namespace kalends {
namespace {

// A statement in the making, and the values that it binds. What a value views outlives it.
class Selection {
  public:
    explicit Selection(std::string_view select) : text_{select} {}

    void where(std::string_view before, SqlValue value, std::string_view after = "") {
        text_.append(" AND ").append(before).append(bound(value)).append(after);
    }
    [[nodiscard]] std::string bound(SqlValue value) {
        values_.push_back(value);
        return "?" + std::to_string(values_.size());
    }
    void append(std::string_view part) { text_.append(part); }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<SqlValue>& values() const { return values_; }

  private:
    std::string text_;
    std::vector<SqlValue> values_;
};

// Words as FTS5 takes them: each quoted, and matched from its beginning.
std::string match_of(std::string_view words) {
    std::string match;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) match.append("\"").append(word).append("\"* ");
        word.clear();
    };
    for (const char c : words) {
        if (c == ' ' || c == '"') {
            flush();
        } else {
            word.push_back(c);
        }
    }
    flush();
    return match;
}

bool is_descending(BookingsQuery::Sort sort) {
    return sort == BookingsQuery::Sort::start_descending ||
           sort == BookingsQuery::Sort::created_descending;
}

bool is_by_start(BookingsQuery::Sort sort) {
    return sort == BookingsQuery::Sort::start || sort == BookingsQuery::Sort::start_descending;
}

void add_statuses(Selection& selection, const std::vector<BookingStatus>& statuses) {
    if (statuses.empty()) return;
    std::string list;
    for (const auto status : statuses) {
        list.append(list.empty() ? "" : ", ")
            .append(selection.bound(std::int64_t{static_cast<std::uint8_t>(status)}));
    }
    selection.append(" AND status IN (" + list + ")");
}

}  // namespace

std::vector<ListedBooking> BookingsView::list(const BookingsQuery& query) {
    const IdBytes organisation{query.organisation.bits()};
    const IdBytes host{query.host.value_or(HostId{}).bits()};
    const IdBytes type{query.meeting_type.value_or(MeetingTypeId{}).bits()};
    const IdBytes guest{query.guest.value_or(SubjectId{}).bits()};
    const IdBytes after{query.after ? query.after->booking.bits() : IdBits{}};
    const auto match = match_of(query.text);

    Selection selection{"SELECT number, state FROM bookings WHERE 1"};
    selection.where("organisation = ", organisation.blob());
    if (query.meeting_type) selection.where("meeting_type = ", type.blob());
    add_statuses(selection, query.statuses);
    if (query.from) selection.where("end > ", milliseconds(*query.from));
    if (query.to) selection.where("start < ", milliseconds(*query.to));
    if (query.host) {
        selection.where("number IN (SELECT booking FROM hosts WHERE host = ", host.blob(), ")");
    }
    if (query.guest) {
        selection.where("number IN (SELECT booking FROM guests WHERE subject = ", guest.blob(),
                        ")");
    }
    if (query.address) {
        selection.where("number IN (SELECT booking FROM guests WHERE address = ",
                        std::string_view{*query.address}, ")");
    }
    if (!match.empty()) {
        selection.where("number IN (SELECT rowid FROM texts WHERE texts MATCH ",
                        std::string_view{match}, ")");
    }
    const std::string column = is_by_start(query.sort) ? "start" : "created";
    const bool descends = is_descending(query.sort);
    if (query.after) {
        const auto at = selection.bound(milliseconds(query.after->at));
        const auto id = selection.bound(after.blob());
        selection.append(" AND (" + column + ", id) " + (descends ? "<" : ">") + " (" + at + ", " +
                         id + ")");
    }
    const std::string way = descends ? " DESC" : "";
    selection.append(" ORDER BY " + column + way + ", id" + way + " LIMIT " +
                     selection.bound(static_cast<std::int64_t>(query.limit)));

    std::vector<std::pair<std::int64_t, Booking>> found;
    database_.query(selection.text(), selection.values(), [&](const SqlRow& row) {
        const auto state = decode_state(StreamKind::booking, row.bytes(1));
        ensure(state.has_value() && state->as<Booking>() != nullptr,
               "a view of this version holds bookings of this version");
        found.emplace_back(row.integer(0), *state->as<Booking>());
        return true;
    });
    std::vector<ListedBooking> listed;
    listed.reserve(found.size());
    for (auto& [number, booking] : found) listed.push_back({std::move(booking), opened_of(number)});
    return listed;
}

}  // namespace kalends
