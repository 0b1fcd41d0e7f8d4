#include "api/endpoints/history.hpp"

#include "api/named_booking.hpp"
#include "api/opened.hpp"
#include "api/pages.hpp"
#include "commands/engine/history.hpp"
#include "domain/check.hpp"
#include "schemas/resources/history.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

// Folds a booking event by event from where the page before ended, and writes the steps down.
class HistoryPage {
  public:
    HistoryPage(Engine& engine, StreamId stream, const Page& page)
        : engine_{engine}, stream_{stream}, page_{page} {
        const auto start = engine.state_at(stream, Revision{page.after.low});
        if (!start) return;
        state_ = *start;
        const auto& booking = *state_.as<Booking>();
        before_ = BookingThen{booking, open_booking(engine, booking)};
    }

    [[nodiscard]] Revision first() const { return next(state_.revision); }
    // Whether the page has room for more.
    bool take(const StoredEvent& stored) {
        if (entries_.size() > page_.limit) return false;
        const auto at = recorded(stored.envelope, first());
        state_ = fold(std::move(state_), stream_, stored.event, at);
        BookingThen after{*state_.as<Booking>(), before_ ? before_->opened : OpenedBooking{}};
        take_up(after.opened, engine_, stored);
        add_entry(stored, after);
        before_ = std::move(after);
        return true;
    }
    // One more than the page holds, if there are more.
    [[nodiscard]] std::vector<std::string>& entries() { return entries_; }

  private:
    void add_entry(const StoredEvent& stored, const BookingThen& after) {
        const auto& envelope = stored.envelope;
        const auto origin = engine_.open(envelope.id, "origin", envelope.origin);
        append_history_entry(entries_.emplace_back(),
                             {stored, before_ ? &*before_ : nullptr, after, origin});
    }

    Engine& engine_;
    StreamId stream_;
    Page page_;
    StreamState state_{.state = initial_state(StreamKind::booking)};
    std::optional<BookingThen> before_;
    std::vector<std::string> entries_;
};

}  // namespace

// An entry is known by its place: the revision that its event gave the booking.
Answer list_history(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto booking = readable_booking(call);
    if (!booking) return booking.error();
    const auto stream = stream_of((*booking)->id);
    HistoryPage history{call.app.engine, stream, page};
    call.app.engine.history(stream, history.first(),
                            [&](const StoredEvent& stored) { return history.take(stored); });
    auto& entries = history.entries();
    const auto next = cut_to_page(entries, call.request, page, [&](const std::string&) {
        return IdBits{0, page.after.low + page.limit};
    });
    std::string body;
    append_page(body, entries, next,
                [](std::string& out, const std::string& entry) { out.append(entry); });
    return ok(std::move(body));
}

}  // namespace kalends::api
