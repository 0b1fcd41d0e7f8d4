#include "projections/feed/feed_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

#include "domain/planted_bugs.hpp"
#include "projections/feed/standing.hpp"
#include "projections/runner.hpp"
#include "tests/fakes/restored.hpp"
#include "tests/office/office.hpp"

namespace kalends {
namespace {

using testing::at;
using testing::Office;

// An event of the log and where it stands, read by brute force.
struct Logged {
    StoredEvent stored;
    std::string bytes;
    Position position;
    bool ends_command = false;
};

std::vector<Logged> all_logged(const LogReader& log) {
    std::vector<Logged> all;
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view bytes) {
        const auto record = parse_record(bytes);
        for (const auto& command : record->commands) {
            for (auto i = command.first_event; i < command.first_event + command.event_count; ++i) {
                const auto stored = decode_event(record->events[i]);
                all.push_back({stored, std::string{record->events[i]}, stored.envelope.position,
                               i + 1 == command.first_event + command.event_count});
            }
        }
        return true;
    });
    return all;
}

bool is_shown(const FeedQuery& query, const StoredEvent& stored) {
    const auto& envelope = stored.envelope;
    if (std::holds_alternative<LogRestored>(stored.event)) return true;
    if (!envelope.source.is_nil() && envelope.source != query.organisation) return false;
    const auto type = event_type(stored.event);
    if (!query.types.empty() && std::ranges::find(query.types, type) == query.types.end()) {
        return false;
    }
    return !query.host ||
           std::ranges::find(envelope.streams, stream_of(*query.host),
                             &std::pair<StreamId, Revision>::first) != envelope.streams.end();
}

// The feed as it must be: what is shown of the events after `after`.
std::vector<std::string> expected(const LogReader& log, const FeedQuery& query, Position after) {
    std::vector<std::string> shown;
    for (const auto& logged : all_logged(log)) {
        if (logged.position > after && is_shown(query, logged.stored))
            shown.push_back(logged.bytes);
    }
    return shown;
}

// A log of several organisations, whose commands share records, and the feeds of it.
struct Feeds {
    Feeds() : runner{open()} {}

    [[nodiscard]] std::unique_ptr<Runner> open() {
        return std::make_unique<Runner>(office.log, std::filesystem::path{},
                                        std::vector<ViewKind>{feed_view()}, Alarm{});
    }
    void follow() {
        while (runner->step(1'000)) continue;
    }
    [[nodiscard]] FeedView& view() { return dynamic_cast<FeedView&>(*runner->find("feed")); }

    // Everything after `after`, in readings within these bounds.
    std::vector<std::string> read(const FeedQuery& query, Position after,
                                  const FeedBounds& bounds) {
        follow();
        std::vector<std::string> shown;
        FeedReading reading{after, false};
        while (!reading.is_end) {
            reading = reader.read(
                view(), runner->position_of("feed"), FeedFilter{query}, reading.reached, bounds,
                [&](const FeedEvent& event) {
                    shown.emplace_back(event.bytes);
                    CHECK(decode_event(event.bytes).envelope.position == event.position);
                });
            ends.push_back(reading.reached);
        }
        return shown;
    }

    // Books some times, and founds other organisations between, of which many share one record.
    void book(int count) {
        for (int i = 0; i < count; ++i) {
            const auto start = at("2026-12-07T09:00:00Z") + Minutes{30 * ++half_hours};
            static_cast<void>(office.submit(office.book(start)));
            if (i % 3 == 0) found();
            if (i % 7 == 0) office.finish();
        }
        office.finish();
    }
    // Two events of one command.
    void found() {
        const auto own = std::exchange(office.organisation, office.new_id<OrganisationId>());
        const auto actor = std::exchange(office.actor, {.kind = ActorKind::operator_,
                                                        .role = Role::operator_,
                                                        .scopes = scopes_of(Role::operator_)});
        static_cast<void>(office.submit(CreateOrganisation{
            office.organisation, {"Another", "Etc/UTC"}, office.new_id<ApiKeyId>(), "0"}));
        others.push_back(std::exchange(office.organisation, own));
        office.actor = actor;
    }
    // Those who ask, each in a different way.
    [[nodiscard]] std::vector<FeedQuery> queries() const {
        return {{office.organisation, {}, {}},
                {office.organisation, {"booking.confirmed.v1", "host.created.v1"}, {}},
                {office.organisation, {"booking.cancelled.v1"}, {}},
                {office.organisation, {}, office.host},
                {office.organisation, {}, HostId{IdBits{8, 8}}},
                {others.at(1), {}, {}},
                {OrganisationId{IdBits{8, 8}}, {}, {}}};
    }

    Office office;
    std::vector<OrganisationId> others;
    int half_hours = 0;
    std::unique_ptr<Runner> runner;
    FeedReader reader{office.log};
    std::vector<Position> ends;
};

constexpr Position start{Partition{}, Epoch{1}, Sequence{}};

}  // namespace

TEST_CASE("a feed is what the log holds of its organisation, byte for byte, wherever it begins") {
    Feeds feeds;
    feeds.book(60);
    fakes::append_restored(feeds.office.log);
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::minstd_rand chance{seed};
    const auto logged = all_logged(feeds.office.log);
    REQUIRE(logged.size() > 100);
    for (const auto& query : feeds.queries()) {
        for (int i = 0; i < 30; ++i) {
            const auto after = i == 0 ? start : logged[chance() % logged.size()].position;
            const FeedBounds bounds{.events_max = 1 + chance() % 8,
                                    .bytes_max = 200 + chance() % 9'000,
                                    .looked_at_max = 1 + chance() % 40,
                                    .ends_with_command = chance() % 2 == 0};
            CHECK(feeds.read(query, after, bounds) == expected(feeds.office.log, query, after));
        }
    }
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("whoever goes on behind the rest of a record misses events") {
    Feeds feeds;
    feeds.book(20);
    const FeedQuery query{feeds.office.organisation, {}, {}};
    const FeedBounds bounds{.events_max = 1, .ends_with_command = false};
    plant(PlantedBug::feed_skips_rest_of_record);
    CHECK(feeds.read(query, start, bounds) != expected(feeds.office.log, query, start));
    plant(PlantedBug::none);
}
#endif

TEST_CASE("a reading ends where a command ends, unless it may part commands") {
    Feeds feeds;
    feeds.book(20);
    std::set<Position> ends;
    for (const auto& logged : all_logged(feeds.office.log)) {
        if (logged.ends_command) ends.insert(logged.position);
    }
    for (const auto organisation : {feeds.office.organisation, feeds.others.front()}) {
        feeds.read({organisation, {}, {}}, start, {.events_max = 1});
    }
    for (const auto& end : feeds.ends) CHECK(ends.contains(end));
    feeds.ends.clear();
    feeds.read({feeds.others.front(), {}, {}}, start,
               {.events_max = 1, .ends_with_command = false});
    CHECK_FALSE(std::ranges::all_of(feeds.ends, [&](auto end) { return ends.contains(end); }));
}

TEST_CASE("a filter that nothing passes reads no more at once than its bound") {
    Feeds feeds;
    feeds.book(40);
    const FeedQuery query{feeds.office.organisation, {"booking.cancelled.v1"}, {}};
    CHECK(feeds.read(query, start, {.looked_at_max = 5}).empty());
    CHECK(feeds.ends.size() > 8);
    for (std::size_t i = 1; i < feeds.ends.size(); ++i) CHECK(feeds.ends[i - 1] < feeds.ends[i]);
}

TEST_CASE("the view tells whose feeds have grown, once") {
    Feeds feeds;
    feeds.follow();
    CHECK(feeds.view().take_grown() == std::set{OrganisationId{}, feeds.office.organisation});
    CHECK(feeds.view().take_grown().empty());
    feeds.book(1);
    feeds.follow();
    CHECK(feeds.view().take_grown() == std::set{feeds.office.organisation, feeds.others.front()});
    fakes::append_restored(feeds.office.log);
    feeds.follow();
    CHECK(feeds.view().take_grown() == std::set{OrganisationId{}});
}

TEST_CASE("a position is held, withdrawn by a restore, or none that there ever was") {
    using enum Standing::Kind;
    Feeds feeds;
    feeds.book(10);
    const auto end = feeds.office.engine->position();
    const auto later = [](Position position, std::uint64_t by) {
        position.sequence = Sequence{number(position.sequence) + by};
        return position;
    };
    const auto standing = [&](Position position) {
        return standing_of(position, feeds.office.log).kind;
    };
    CHECK(standing(start) == held);
    CHECK(standing(end) == held);
    CHECK(standing(later(end, 1)) == unknown);
    CHECK(standing({Partition{1}, Epoch{1}, Sequence{1}}) == unknown);
    fakes::append_restored(feeds.office.log);
    CHECK(standing(start) == held);
    CHECK(standing(end) == held);
    CHECK(standing({Partition{}, Epoch{2}, later(end, 1).sequence}) == held);
    CHECK(standing({Partition{}, Epoch{2}, later(end, 2).sequence}) == unknown);
    for (const std::uint64_t by : {1, 2, 1'000}) {
        CHECK(standing(later(end, by)) == withdrawn);
        CHECK(standing_of(later(end, by), feeds.office.log).kept == end);
    }
    CHECK(standing({Partition{}, Epoch{0}, Sequence{1}}) == withdrawn);
    CHECK(standing({Partition{}, Epoch{3}, Sequence{1}}) == unknown);
}

}  // namespace kalends
