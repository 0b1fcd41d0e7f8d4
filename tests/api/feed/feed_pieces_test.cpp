#include "api/feed/feed_pieces.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/office/office.hpp"

namespace feed_pieces_test {

using namespace kalends;
using namespace kalends::api;

namespace {

constexpr std::size_t bookings = 60;
constexpr std::size_t event_bytes_usual_max = 2'500;

// A feed of many small events, whose commands share one record.
struct Feed {
    Feed() {
        const auto monday = testing::at("2026-12-07T00:00:00Z");
        for (std::size_t i = 0; i < bookings; ++i) {
            static_cast<void>(office.submit(office.book(monday + Minutes{30 * i})));
        }
        office.finish();
        while (views.step(1'000)) continue;
    }

    testing::Office office;
    Runner views{office.log, {}, {feed_view()}, {}};
    FeedFilter filter{{office.organisation, {}, {}}};
};

constexpr Position start{Partition{}, Epoch{1}, Sequence{}};

std::size_t events_in(const std::string& text) {
    std::size_t events = 0;
    for (auto at = text.find("\nevent: "); at != std::string::npos; ++events) {
        at = text.find("\nevent: ", at + 1);
    }
    return events;
}

}  // namespace

TEST_CASE("a piece of a feed is small, and all of them are the feed") {
    Feed feed;
    for (const std::size_t bytes_max : {1, 1'500, 20'000}) {
        FeedPieces pieces{feed.office.log, bytes_max, 1'000};
        std::size_t events = 0;
        Position place = start;
        for (bool is_last = false; !is_last;) {
            const auto piece = pieces.find(feed.views, feed.filter, place);
            CHECK(piece->text.size() < bytes_max + event_bytes_usual_max);
            CHECK((piece->is_last || piece->end > place));
            events += events_in(piece->text);
            place = piece->end;
            is_last = piece->is_last;
        }
        CHECK(events == number(feed.office.engine->position().sequence));
        CHECK(place == feed.office.engine->position());
    }
}

TEST_CASE("those who follow the same feed share a piece, until the feed grows") {
    Feed feed;
    FeedPieces pieces{feed.office.log, 1'000'000, 1'000};
    const auto first = pieces.find(feed.views, feed.filter, start);
    CHECK(pieces.find(feed.views, feed.filter, start) == first);
    const FeedFilter other{{feed.office.organisation, {"host.created.v1"}, {}}};
    CHECK(events_in(pieces.find(feed.views, other, start)->text) == 1);
    static_cast<void>(feed.office.ask(feed.office.book(testing::at("2026-12-14T00:00:00Z"))));
    while (feed.views.step(1'000)) continue;
    pieces.forget();
    const auto grown = pieces.find(feed.views, feed.filter, start);
    CHECK(events_in(grown->text) == events_in(first->text) + 1);
}

}  // namespace feed_pieces_test
