#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/availability/availability.hpp"
#include "tests/domain/availability/situation.hpp"

namespace kalends {

// The states that a situation's plain values stand for, and the question about them. It refers to
// the situation.
class Posed {
  public:
    explicit Posed(const Situation& situation);
    explicit Posed(Situation&&) = delete;
    Posed(const Posed&) = delete;
    Posed& operator=(const Posed&) = delete;

    [[nodiscard]] const Question& question() const { return question_; }

  private:
    [[nodiscard]] Host host_of(const HostSituation& situation);
    void take(Host& host, const Claim& claim);

    MeetingType type_;
    std::vector<Host> kept_;  // which hosts_ points to
    std::vector<const Host*> hosts_;
    std::vector<Host> kept_formers_;
    std::vector<const Host*> formers_;
    std::set<std::pair<StreamId, Instant>> counted_;
    std::set<std::pair<HostId, SessionId>> sessions_;
    std::vector<BookedTime> moved_;  // which moving_ refers to
    std::vector<MovedClaim> moving_;
    HolidayCalendars holidays_;
    Question question_;
};

// Shorthand for tests: an instant of a text that is one, and a schedule's ranges as "09:00-17:00".
[[nodiscard]] Instant at(std::string_view text);
[[nodiscard]] Date on(std::string_view text);
[[nodiscard]] TimeRange range(std::string_view text);
// The same ranges on every day of the week.
[[nodiscard]] Schedule daily(std::string zone, const std::vector<std::string_view>& ranges);

// A host in a zone whose hours are the same each day, with a meeting type of 30 minutes that may be
// booked for 60 days from now.
[[nodiscard]] Situation host_in(std::string zone, const std::vector<std::string_view>& ranges,
                                std::string_view now);
// A claim of a booking with this number, its buffers included in the window.
[[nodiscard]] Claim claim_of(std::uint64_t booking, std::string_view start, std::string_view end,
                             Minutes before = Minutes{0}, Minutes after = Minutes{0});

// The starts listed within a window, as texts in UTC.
[[nodiscard]] std::vector<std::string> listed(const Situation& situation, std::string_view from,
                                              std::string_view to);
// Those of one date in UTC, as times of day: "09:00".
[[nodiscard]] std::vector<std::string> listed_on(const Situation& situation, std::string_view date);
// The same as the clock in a zone shows them: "01T09:00".
[[nodiscard]] std::vector<std::string> listed_in(const std::string& zone,
                                                 const Situation& situation, std::string_view from,
                                                 std::string_view to);
// The codes of the reasons against a start.
[[nodiscard]] std::vector<std::string> refusals(const Situation& situation, std::string_view start);
// The claims that are told as causes, in that order.
[[nodiscard]] std::vector<Claim> claims_among(const std::vector<Cause>& causes);
[[nodiscard]] Judgement judged(const Situation& situation, std::string_view start);

}  // namespace kalends
