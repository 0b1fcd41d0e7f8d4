#pragma once

#include <vector>

#include "domain/host.hpp"
#include "domain/organisation.hpp"
#include "domain/result.hpp"
#include "projections/analytics/answers.hpp"
#include "projections/analytics/cells.hpp"
#include "projections/view.hpp"

namespace kalends {

// Counters of bookings, and the hours of hosts: no event changes more than a few rows of it, and an
// answer adds rows up. It holds nothing personal. Version it with `fold_version`: it keeps hosts,
// and organisations for their holiday calendars, as their folds.
class AnalyticsView : public View {
  public:
    explicit AnalyticsView(Database& database) : database_{database}, cells_{database} {}

    void make_tables() override;
    void apply(const LoggedEvent& event) override;
    void write_kept_back() override { cells_.write(); }

    // In order of date, host, meeting type and status, without those that count nothing; none at
    // all if it would be more than `AnalyticsBounds` allows.
    template <class Row>
    using Counted = Result<std::vector<Row>, TooMuch>;
    [[nodiscard]] Counted<StartedRow> started(const CountsQuery& query);
    // Of whatever status.
    [[nodiscard]] Counted<MadeRow> made(const CountsQuery& query);
    // Of completed bookings that had a price, on the date of their start; then in order of
    // currency.
    [[nodiscard]] Counted<RevenueRow> revenue(const CountsQuery& query);
    // Of hosts that there are, those with neither booked nor open time left out, and of all that
    // keeps its time (rule B1), whatever meeting type and status are asked for. Throws ZoneMissing.
    [[nodiscard]] Counted<UtilisationRow> utilisation(const CountsQuery& query);

  private:
    void take_up(const Envelope& envelope, const auto& fact);
    void take_up_terms(const auto& fact);
    [[nodiscard]] std::optional<Price> price_of(MeetingTypeId type, std::uint64_t revision);
    void settle_time(BookingId id, SessionId left, CountedBooking& booking);
    [[nodiscard]] bool is_stood_for(SessionId session, BookingId but);
    void hand_on_time(SessionId session, BookingId but);
    [[nodiscard]] CountedBooking find(BookingId booking);
    void keep(BookingId id, const CountedBooking& booking);
    [[nodiscard]] Host find_host(HostId host);
    void keep(const Envelope& envelope, const Host& host);
    // As one that nothing was said of, if there is none: then nobody follows its calendars.
    [[nodiscard]] Organisation find_organisation(OrganisationId organisation);
    void keep(const Organisation& organisation);
    [[nodiscard]] std::vector<KeptHost> hosts(const CountsQuery& query, std::size_t hosts_max);

    Database& database_;
    Cells cells_;
};

[[nodiscard]] ViewKind analytics_view();

}  // namespace kalends
