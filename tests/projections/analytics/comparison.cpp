#include "tests/projections/analytics/comparison.hpp"

#include <algorithm>
#include <memory>
#include <sstream>

#include "domain/availability/zone_clock.hpp"
#include "projections/analytics/analytics_view.hpp"
#include "projections/runner.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/projections/analytics/collective_log.hpp"
#include "tests/projections/analytics/history.hpp"
#include "tests/projections/analytics/recount.hpp"

namespace kalends::testing {
namespace {

using std::chrono::days;

constexpr BookingStatus statuses[] = {BookingStatus::pending,   BookingStatus::confirmed,
                                      BookingStatus::cancelled, BookingStatus::rejected,
                                      BookingStatus::expired,   BookingStatus::completed,
                                      BookingStatus::no_show};

CountsQuery some_query(RandomHistory& history) {
    const auto& firm = history.some_firm();
    const Date today{std::chrono::floor<days>(history.office.clock.now().time_since_epoch())};
    CountsQuery query;
    query.organisation = firm.organisation;
    query.from = today - days{history.below(15)};
    query.to = query.from + days{1 + history.below(30)};
    query.by = static_cast<Period>(history.below(3));
    if (history.one_in(3)) query.host = firm.hosts[history.below(firm.hosts.size())];
    if (history.one_in(4)) query.meeting_type = firm.types[history.below(firm.types.size())];
    while (history.one_in(3))
        query.statuses.push_back(statuses[history.below(std::size(statuses))]);
    query.is_by_host = history.one_in(2);
    query.is_by_meeting_type = history.one_in(3);
    query.is_by_status = history.one_in(3);
    return query;
}

// A view that is killed now and then.
class FollowedView {
  public:
    explicit FollowedView(RandomHistory& history) : history_{history} { open(); }

    [[nodiscard]] std::vector<StoredEvent> events() const { return log_.events(); }

    void go_on(Looked& looked) {
        log_.catch_up();
        if (history_.one_in(3)) runner_->step(1 + history_.below(20));
        if (history_.one_in(5)) runner_->commit();
        if (!history_.one_in(25)) return;
        open();
        ++looked.restarts;
    }
    [[nodiscard]] AnalyticsView& caught_up() {
        while (runner_->step(1'000'000)) continue;
        return dynamic_cast<AnalyticsView&>(*runner_->find("analytics"));
    }

  private:
    void open() {
        runner_.reset();
        std::vector<ViewKind> kinds{analytics_view()};
        runner_ = std::make_unique<Runner>(
            log_.reader(), folder_.path(), std::move(kinds),
            [](const auto&, const std::string& why) { throw std::runtime_error{why}; });
    }

    RandomHistory& history_;
    CollectiveLog log_{history_.office.log};
    fakes::TemporaryFolder folder_;
    std::unique_ptr<Runner> runner_;
};

template <class Rows>
std::optional<std::string> difference(const std::string& what, const CountsQuery& query,
                                      const Result<Rows, TooMuch>& shown, const Rows& counted) {
    if (shown && *shown == counted) return std::nullopt;
    std::ostringstream told;
    told << what << " from " << to_text(query.from) << " to " << to_text(query.to) << " has "
         << (shown ? (*shown).size() : 0) << " rows and " << counted.size() << " by a recount";
    for (std::size_t i = 0; shown && i < std::min((*shown).size(), counted.size()); ++i) {
        if ((*shown)[i] == counted[i]) continue;
        told << "; the first of " << to_text(counted[i].group.date) << " differs";
        break;
    }
    return told.str();
}

std::optional<std::string> compare(AnalyticsView& view, const std::vector<StoredEvent>& events,
                                   CountsQuery query, Looked& looked) {
    const auto started = recount_started(events, query);
    if (auto found = difference("started", query, view.started(query), started)) return found;
    looked.rows += started.size();
    if (query.is_by_host) looked.rows_of_hosts += started.size();
    query.statuses.clear();
    query.is_by_status = false;
    const auto made = recount_made(events, query);
    if (auto found = difference("made", query, view.made(query), made)) return found;
    const auto revenue = recount_revenue(events, query);
    if (auto found = difference("revenue", query, view.revenue(query), revenue)) return found;
    looked.rows_of_revenue += revenue.size();
    query.meeting_type.reset();
    query.is_by_meeting_type = false;
    const auto utilisation = recount_utilisation(events, query);
    for (const auto& row : utilisation) looked.open_minutes += std::size_t(row.open_minutes);
    return difference("utilisation", query, view.utilisation(query), utilisation);
}

std::chrono::minutes offset_at(const ZoneClock& zone, Instant at) {
    const auto civil = zone.civil_at(at).time_since_epoch();
    return civil - std::chrono::floor<Minutes>(at.time_since_epoch());
}

void look_at(const BookedTime& when, Instant now, Looked& looked) {
    if (when.hosts.size() > 1) ++looked.of_several_hosts;
    const auto is_elsewhere = [&](const HostClaim& claim) {
        return claim.host_date != when.hosts.front().host_date;
    };
    if (std::ranges::any_of(when.hosts, is_elsewhere)) ++looked.on_two_dates;
    const ZoneClock zone{when.zone};
    if (offset_at(zone, now) != offset_at(zone, when.time.start)) {
        ++looked.behind_a_change_of_clocks;
    }
}

void look_at(const std::vector<StoredEvent>& events, Looked& looked) {
    for (const auto& stored : events) {
        const auto look = [&]<class Fact>(const Fact& fact) {
            if constexpr (std::is_same_v<Fact, BookingRescheduled>) ++looked.moved;
            if constexpr (std::is_same_v<Fact, BookingCancelled>) ++looked.cancelled;
            if constexpr (std::is_same_v<Fact, BookingRejected>) ++looked.rejected;
            if constexpr (std::is_same_v<Fact, BookingExpired>) ++looked.expired;
            if constexpr (std::is_same_v<Fact, BookingCompleted>) ++looked.completed;
            if constexpr (std::is_same_v<Fact, BookingNoShow>) ++looked.missed;
            if constexpr (std::is_same_v<Fact, BookingNoShowUndone>) ++looked.not_missed;
            if constexpr (requires { fact.when.hosts; }) {
                look_at(fact.when, stored.envelope.time, looked);
            }
        };
        std::visit(look, stored.event);
    }
}

}  // namespace

std::optional<std::string> disagreement(std::uint64_t seed, int steps, Looked& looked) {
    RandomHistory history{seed};
    FollowedView view{history};
    for (int step = 1; step <= steps; ++step) {
        history.step();
        view.go_on(looked);
        if (step % 50 != 0) continue;
        const auto events = view.events();
        for (int i = 0; i < 8; ++i) {
            const auto query = some_query(history);
            if (auto found = compare(view.caught_up(), events, query, looked)) return found;
        }
    }
    look_at(view.events(), looked);
    return std::nullopt;
}

}  // namespace kalends::testing
