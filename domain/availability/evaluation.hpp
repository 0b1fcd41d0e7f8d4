#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "domain/availability/causes.hpp"
#include "domain/availability/group_fit.hpp"
#include "domain/availability/horizon.hpp"
#include "domain/availability/host_fit.hpp"
#include "domain/availability/hours_cache.hpp"
#include "domain/availability/judgement.hpp"
#include "domain/availability/limits.hpp"
#include "domain/availability/open_sessions.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/availability/starts.hpp"
#include "domain/time.hpp"

namespace kalends {

// One question that looks for slots judges no more starts, each counted once for each host.
inline constexpr std::size_t judged_max = 600'000;

// A bookable start, the end that follows from the duration, and the seats that could be taken.
struct Slot {
    Interval time;
    std::uint32_t seats_left = 1;

    auto operator<=>(const Slot&) const = default;
};

// The one evaluator (rule P1): a question made ready, so that one start after the other can be
// judged, and slots are the starts that pass. What is about the type is judged here, what is about
// one of its fixed hosts by HostFit, about a group by GroupFit. In whatever order starts are
// judged, the judgements are the same; ascending is cheapest.
class Evaluation {
  public:
    // `starts` bounds the starts that will be judged. The question outlives the evaluation and asks
    // for a valid duration.
    Evaluation(const Question& question, const Interval& starts, HoursCache& cache);

    // The same with the question's horizon, which is known for these starts already.
    Evaluation(const Question& question, const Interval& starts, HoursCache& cache,
               const Horizon& horizon);

    // How near and how far a start may lie, but for the days that have a slot: enough where starts
    // are known to be slots.
    [[nodiscard]] static Horizon plain_horizon(const Question& question, HoursCache& cache);
    // How near and how far a start may lie, for starts within some bounds. It can cost as much as
    // `judged_max` of them: so whoever asks piece by piece works it out once.
    [[nodiscard]] static Horizon horizon_of(const Question& question, const Interval& starts,
                                            HoursCache& cache);

    [[nodiscard]] Judgement judge(Instant start);
    // The slots that start within the bounds, in order.
    [[nodiscard]] std::vector<Slot> slots();
    // The starts within the bounds that are looked at for slots, each once and in order.
    [[nodiscard]] std::vector<Instant> candidates();
    [[nodiscard]] HostsAsked hosts_asked(Instant start);
    // The open sessions of which a claim of this slot can have seats; none if it is to open one
    // (rule T2). They live as long as the evaluation.
    [[nodiscard]] std::vector<const OpenSession*> sessions_to_join(Instant start);
    // The hosts that this slot can have: the fixed ones, and of each group those that are free, or
    // that such sessions have.
    [[nodiscard]] std::vector<HostId> hosts_free(Instant start);

  private:
    // The same for a window of days with slots, of starts that it may matter to.
    [[nodiscard]] static Horizon days_with_slots(const Question& question, HoursCache& cache,
                                                 Horizon horizon, const DaysWithSlots& window);
    // A list judges hundreds of starts within microseconds, of which the calls would take a third:
    // so what each start goes through is one function to the compiler.
    [[nodiscard, gnu::always_inline]] Judgement judge_in_full(Instant start);
    // What is said of a start when it is not asked whether it is the first of its date.
    [[nodiscard, gnu::always_inline]] Judgement judge_alone(Instant start);
    // A claim of its own, or one that opens a session.
    [[nodiscard, gnu::always_inline]] Judgement judge_to_open(Instant start);
    [[nodiscard, gnu::always_inline]] Reasons reasons_to_open(Instant start);
    [[nodiscard]] Judgement judge_groups(Instant start);
    // Seats of a session that is open.
    [[nodiscard]] Judgement judge_to_join(const OpenSession& session);
    // What is nearest to being had of a start that has sessions; null is a session of its own.
    struct Judged {
        const OpenSession* session;
        Judgement judgement;
    };
    [[nodiscard]] Judged judge_shared(Instant start, std::span<const OpenSession> sessions);
    // The most seats that one claim of a slot can have.
    [[nodiscard]] std::uint32_t seats_left(Instant start);
    [[nodiscard]] std::uint32_t seats_left(Instant start, std::span<const OpenSession> sessions);
    [[nodiscard]] Reasons firm_reasons(const Interval& window) const;
    // The starts against which neither firm reasons nor the horizon can speak.
    [[nodiscard]] Interval plain_starts() const;
    [[nodiscard]] bool is_after_first(Instant start);
    // The first of them that is a slot when judged alone.
    [[nodiscard]] std::optional<Instant> first_slot(const std::vector<Instant>& candidates);
    // The starts of a date in the type's zone.
    [[nodiscard]] std::vector<Instant> candidates_of(Date date);
    template <class Visit>
    void visit_candidates(const Interval& starts, Visit visit);

    const Question& question_;
    Interval starts_;
    Instant remembered_from_;  // no claim that ended later is forgotten
    Horizon horizon_;
    AskedTimes asked_;
    Interval plain_;  // of most starts nothing more is asked than hours and hosts
    Reasons passed_;
    bool is_first_asked_;
    std::uint32_t seats_most_;
    Starts hours_;
    OpenSessions sessions_;
    Limits limits_;               // over all hosts
    std::vector<HostFit> hosts_;  // the fixed ones
    std::vector<GroupFit> groups_;
    Reasons standing_;                 // what speaks against every start
    std::optional<Date> looked_at_;    // the date whose first slot is known
    std::optional<Instant> first_of_;  // nothing if that date has none
};

}  // namespace kalends
