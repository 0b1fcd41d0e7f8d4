#include "tests/sim/traffic.hpp"

#include <utility>

namespace kalends::sim {
namespace {

Schedule around_the_clock() {
    const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
    return {"Etc/UTC", {always}, {}, {}};
}

}  // namespace

Traffic::Traffic(fakes::SeededRandomness& chance, Tally& tally)
    : chance_{chance},
      tally_{tally},
      days_{1 + chance.below(2)},
      starts_a_day_{2 + chance.below(6)},
      owner_{.kind = ActorKind::api_key,
             .id = IdBits{4, 1},
             .role = Role::owner,
             .scopes = scopes_of(Role::owner),
             .host = {}} {
    for (auto hosts = 2 + chance.below(3); hosts > 0; --hosts) hosts_.push_back(new_id<HostId>());
}

std::vector<Asked> Traffic::beginning() {
    std::vector<Asked> all;
    all.push_back(
        sent(CreateOrganisation{organisation_, {"Office", "Etc/UTC"}, ApiKeyId{owner_.id}, "0"}));
    all.back().actor = {.kind = ActorKind::operator_,
                        .id = {},
                        .role = Role::operator_,
                        .scopes = scopes_of(Role::operator_),
                        .host = {}};
    for (const auto host : hosts_) {
        CreateHost create{host, {HostSort::person, "", "Etc/UTC"}, new_id<SubjectId>(), {}};
        create.personal.host_details = personal();
        all.push_back(sent(std::move(create)));
        all.push_back(sent(SetSchedule{host, std::string{default_schedule}, around_the_clock()}));
    }
    for (std::size_t i = 0; i < hosts_.size() + 3; ++i) {
        MeetingTypeTerms terms;
        terms.name = "Talk";
        terms.hosts.fixed = {hosts_[i % hosts_.size()]};
        if (i >= hosts_.size()) terms.hosts = plan_of_several(i - hosts_.size());
        if (chance_.one_in(2)) terms.buffers.after = Minutes{15};
        terms.grid.interval = Minutes{30};
        terms.durations = DurationRange{Minutes{30}, Minutes{60}, Minutes{15}};
        if (i < hosts_.size() && chance_.one_in(4)) terms.grid.kind = GridKind::packed;
        if (i % 2 == 0) terms.approval.required = true;
        if (!chance_.one_in(4)) terms.approval.deadline = Minutes{1 + chance_.below(30)};
        terms.approval.again_when_rescheduled = chance_.one_in(2);
        if (chance_.one_in(3)) terms.limits = limits();
        if (chance_.one_in(2)) terms.price = {1'000, "EUR"};
        // Some share their starts, now and then one whose hosts rotate among them.
        const bool is_rotating = !terms.hosts.groups.empty();
        if (is_rotating ? chance_.one_in(3) : i % 2 == 1) terms.seats = 2 + chance_.below(3);
        types_.push_back(new_id<MeetingTypeId>());
        all.push_back(sent(CreateMeetingType{types_.back(), std::move(terms)}));
    }
    return all;
}

// Two fixed hosts; a group of all; a fixed host and a group of the others.
HostPlan Traffic::plan_of_several(std::size_t kind) {
    if (kind == 0) return {{hosts_[0], hosts_[1]}};
    HostPlan plan{{}, {{}}};
    for (const auto host : hosts_) {
        const auto weight = static_cast<std::uint32_t>(1 + chance_.below(3));
        plan.groups.front().members.push_back(
            {host, weight, static_cast<std::uint32_t>(chance_.below(2))});
    }
    if (kind == 2) {
        plan.fixed = {hosts_.front()};
        plan.groups.front().members.erase(plan.groups.front().members.begin());
    }
    return plan;
}

// Seldom reached, so that most of what is asked for is decided by something else.
std::vector<Limit> Traffic::limits() {
    constexpr LimitScope scopes[] = {LimitScope::type_on_host, LimitScope::type, LimitScope::host};
    constexpr LimitPeriod periods[] = {LimitPeriod::day, LimitPeriod::week, LimitPeriod::month};
    Limit limit{scopes[chance_.below(3)], periods[chance_.below(3)], {}, {}};
    const auto most = static_cast<std::int64_t>(2 + chance_.below(4));
    if (chance_.one_in(2)) {
        limit.minutes = Minutes{30 * most};
    } else {
        limit.count = most;
    }
    return {limit};
}

Asked Traffic::next(Instant now, const Observer& observer) {
    learn(observer);
    if (chance_.one_in(16)) {
        if (auto again = repeat(observer)) return *std::move(again);
    }
    Asked asked = sent(make_command(now));
    if (chance_.one_in(2)) {
        asked.key = Idempotency{"key-" + std::to_string(++keys_), "request"};
    }
    if (chance_.one_in(16)) asked.expected_revision = 1 + chance_.below(3);
    return asked;
}

void Traffic::learn(const Observer& observer) {
    const auto& all = observer.asked();
    for (; learned_ < all.size() && !all[learned_].is_open(); ++learned_) {
        const Asked& asked = all[learned_];
        const auto one_in = asked.accepted() != nullptr ? 1 : asked.is_unknown ? 6 : 64;
        if (chance_.one_in(one_in)) note_made(asked.command);
    }
}

void Traffic::note_made(const Command& command) {
    if (const auto* book = std::get_if<Book>(&command)) {
        booked_.push_back({book->booking, book->start});
        sessions_.push_back(book->session);
        for (const auto& guest : book->guests) {
            if (!guest.is_known) subjects_.push_back(guest.subject);
        }
    } else if (const auto* series = std::get_if<BookSeries>(&command)) {
        series_.push_back({series->series, series->bookings});
        booked_.push_back({series->bookings.front(), series->each.start});
        sessions_.push_back(series->sessions.front());
    } else if (const auto* make = std::get_if<MakeHold>(&command)) {
        held_.push_back({make->hold, make->meeting_type, make->start, make->party});
        sessions_.push_back(make->session);
    }
}

Asked Traffic::sent(Command command) {
    Asked asked;
    asked.command = std::move(command);
    asked.actor = owner_;
    return asked;
}

Asked Traffic::again(const Asked& earlier) {
    Asked asked;
    asked.command = earlier.command;
    asked.actor = earlier.actor;
    asked.key = earlier.key;
    asked.expected_revision = earlier.expected_revision;
    return asked;
}

std::optional<Asked> Traffic::repeat(const Observer& observer) {
    const auto& all = observer.asked();
    // What was sent just now is repeated most.
    const auto back = chance_.one_in(2) ? chance_.below(all.size())
                                        : chance_.below(std::min<std::size_t>(8, all.size()));
    const Asked& earlier = all[all.size() - 1 - back];
    if (!earlier.key) return std::nullopt;
    Asked asked = again(earlier);
    if (chance_.one_in(4)) {
        asked.key->request = "another request";
        if (chance_.one_in(2)) asked.command = Cancel{some_booking(), {}};
    }
    return asked;
}

Command Traffic::make_command(Instant now) {
    const auto kind = chance_.below(100);
    if (kind < 8 || held_.empty()) return hold(now);
    if (kind < 20) return with_hold(now);
    if (booked_.empty() || kind < 53) return book(now);
    if (kind < 56) return with_series(now);
    if (kind < 58 && !sessions_.empty()) return with_session(now);
    if (kind < 68) return reschedule(now);
    if (kind < 76) {
        Cancel cancel{some_booking(), {}};
        if (chance_.one_in(2)) cancel.personal.reason = personal();
        return cancel;
    }
    if (kind < 79) return reassign();
    if (kind < 83) return Approve{some_booking()};
    if (kind < 85) return Reject{some_booking(), {}};
    if (kind < 87) return amend();
    if (kind < 91) return say_who_came();
    if (kind < 93) return go_away(now);
    if (kind < 95) return import_busy(now);
    return change_something(now);
}

Command Traffic::book(Instant now) {
    Book book;
    book.booking = new_id<BookingId>();
    book.meeting_type = any(types_);
    book.start = start(now);
    book.party = party();
    book.session = new_id<SessionId>();
    if (chance_.one_in(8)) book.duration = Minutes{45 + 15 * chance_.below(2)};
    book.guests = guests();
    for (std::size_t i = 0; i < book.guests.size(); ++i) {
        book.personal.guests.push_back(personal());
    }
    if (chance_.one_in(3)) book.personal.metadata = personal();
    return book;
}

Command Traffic::hold(Instant now) {
    MakeHold make;
    make.hold = new_id<HoldId>();
    make.meeting_type = any(types_);
    make.start = start(now);
    make.party = party();
    make.session = new_id<SessionId>();
    make.lasting = Minutes{1 + chance_.below(30)};
    return make;
}

// Several book from one hold, some for another start, and after it has expired.
Command Traffic::with_hold(Instant now) {
    const Held held = some_hold();
    const auto kind = chance_.below(6);
    if (kind == 0) return ReleaseHold{held.id};
    if (kind == 1) return ExtendHold{held.id, Minutes{1 + chance_.below(30)}};
    auto command = std::get<Book>(book(now));
    command.hold = held.id;
    if (!chance_.one_in(8)) {
        command.meeting_type = held.type;
        command.start = held.start;
        command.party = held.party;
    }
    return command;
}

std::vector<GuestAsked> Traffic::guests() {
    std::vector<GuestAsked> guests;
    if (!subjects_.empty() && chance_.one_in(4)) {
        guests.push_back({any(subjects_), true, ""});
        tally_.reached(Rare::known_guest);
    } else {
        guests.push_back({new_id<SubjectId>(), false, ""});
    }
    if (chance_.one_in(8)) guests.push_back({new_id<SubjectId>(), false, ""});
    return guests;
}

Command Traffic::reschedule(Instant now) {
    const Booked& booked = recent(booked_, 20);
    Reschedule move{booked.id, start(now), {}, {}, new_id<SessionId>(), {}};
    if (chance_.one_in(4)) {
        move.start = booked.start;
        tally_.reached(Rare::reschedule_onto_itself);
    }
    if (chance_.one_in(3)) move.personal.reason = personal();
    return move;
}

Command Traffic::reassign() {
    Reassign reassign{some_booking(), {}, {}, {}};
    if (chance_.one_in(3)) reassign.from = any(hosts_);
    if (chance_.one_in(2)) reassign.to = any(hosts_);
    if (chance_.one_in(4)) reassign.personal.reason = personal();
    return reassign;
}

Command Traffic::amend() {
    Amend amend{some_booking(), {}, {}};
    if (chance_.one_in(2)) {
        amend.guests = guests();
        for (std::size_t i = 0; i < amend.guests->size(); ++i) {
            amend.personal.guests.push_back(personal());
        }
    }
    if (chance_.one_in(2)) amend.personal.metadata = personal();
    return amend;
}

// Mostly short, and mostly not for long, so that times stay free.
Command Traffic::go_away(Instant now) {
    if (!absences_.empty() && chance_.one_in(2)) {
        const auto [host, absence] = any(absences_);
        return RemoveAbsence{host, absence};
    }
    AddAbsence add{any(hosts_), new_id<AbsenceId>(), {}, {}};
    const Instant begin = start(now);
    add.time = Interval{begin, begin + Minutes{15 * (1 + chance_.below(6))}};
    if (chance_.one_in(16)) {
        const Date date{std::chrono::floor<std::chrono::days>(begin).time_since_epoch()};
        add.time = AbsentDates{date, date};
    }
    if (chance_.one_in(2)) add.personal.note = personal();
    absences_.emplace_back(add.host, add.absence);
    return add;
}

// One source for each of some hosts, whose busy time seldom changes.
Command Traffic::import_busy(Instant now) {
    constexpr BusyPolicy policies[] = {
        {std::chrono::hours{4}, WhenStale::closed, {}},
        {Minutes{10}, WhenStale::open, {}},
        {Minutes{10}, WhenStale::last_import, std::chrono::hours{2}}};
    const auto which = chance_.below(std::min<std::size_t>(2, hosts_.size()));
    if (chance_.one_in(12)) return RemoveBusySource{hosts_[which], "work"};
    ImportBusy import{hosts_[which], "work", policies[chance_.below(3)], {}, {}};
    const Instant begin = std::chrono::floor<std::chrono::days>(now);
    import.window = {begin, begin + std::chrono::days{4}};
    if (chance_.one_in(2)) {
        const Instant busy = start(now);
        import.busy.push_back({busy, busy + Minutes{45}});
    }
    return import;
}

// Of any booking, since the old ones are over; it is taken back of one said to be missing.
Command Traffic::say_who_came() {
    const auto booking = any(booked_).id;
    switch (chance_.below(3)) {
        case 0:
            return Complete{booking};
        case 1: {
            MarkNoShow missed{booking, {}};
            if (chance_.one_in(2)) missed.personal.reason = personal();
            missed_.push_back(booking);
            return missed;
        }
        default:
            return UndoNoShow{missed_.empty() ? booking : any(missed_), {}};
    }
}

Command Traffic::change_something(Instant now) {
    switch (chance_.below(8)) {
        case 0: {
            ChangeMeetingType change;
            change.meeting_type = any(types_);
            change.buffer_after = Minutes{15 * chance_.below(2)};
            if (chance_.one_in(4)) change.limits = limits();
            if (chance_.one_in(4)) change.hosts = plan_of_several(chance_.below(3));
            if (chance_.one_in(3)) change.seats = 1 + static_cast<std::int64_t>(chance_.below(4));
            change.price = Price{static_cast<std::int64_t>(chance_.below(9'000)), "JPY"};
            return change;
        }
        case 1:
            return ChangeHost{
                any(hosts_), chance_.one_in(2) ? HostSort::room : HostSort::person, {}, {}};
        case 2: {
            ChangeOrganisation change;
            change.organisation = organisation_;
            change.new_name = chance_.one_in(2) ? "Office" : "Bureau";
            return change;
        }
        case 3: {
            IssueApiKey issue;
            issue.organisation = organisation_;
            issue.key = new_id<ApiKeyId>();
            issue.secret_digest = "00";
            return issue;
        }
        case 4:
            return SetSchedule{any(hosts_), "summer", around_the_clock()};
        case 5:
            if (chance_.one_in(2)) {
                return ReplaceSchedules{any(hosts_),
                                        {{std::string{default_schedule}, around_the_clock()}}};
            }
            return RemoveSchedule{any(hosts_), "summer"};
        case 6: {
            CreateHost create{
                new_id<HostId>(), {HostSort::room, "", "Etc/UTC"}, new_id<SubjectId>(), {}};
            create.personal.host_details = personal();
            return create;
        }
        default:
            return book(now);
    }
}

Instant Traffic::start(Instant now) {
    using std::chrono::days;
    const auto day = std::chrono::floor<days>(now) + days{1 + chance_.below(days_)};
    return Instant{day} + Minutes{8 * 60} + Minutes{30 * chance_.below(starts_a_day_)};
}

// More than one only now and then, since most types have no seats for them.
std::uint32_t Traffic::party() {
    return chance_.one_in(8) ? 2 : 1;
}

BookingId Traffic::some_booking() {
    if (booked_.empty()) return BookingId{IdBits{7, 1}};
    return recent(booked_, 20).id;
}

const Traffic::Held& Traffic::some_hold() {
    return recent(held_, 6);
}

Clear Traffic::personal() {
    return {R"("CANARY-)" + std::to_string(++canaries_) + '"'};
}

}  // namespace kalends::sim
