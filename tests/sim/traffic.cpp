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
      starts_a_day_{6 + chance.below(11)},
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
    for (std::size_t i = 0; i < hosts_.size() + 2; ++i) {
        MeetingTypeTerms terms;
        terms.name = "Talk";
        terms.hosts.fixed = {hosts_[i % hosts_.size()]};
        if (i >= hosts_.size()) terms.hosts.fixed.push_back(hosts_[(i + 1) % hosts_.size()]);
        if (chance_.one_in(2)) terms.buffers.after = Minutes{15};
        terms.grid.interval = Minutes{30};
        if (i % 2 == 0) terms.approval.required = true;
        if (!chance_.one_in(4)) terms.approval.deadline = Minutes{1 + chance_.below(30)};
        terms.approval.again_when_rescheduled = chance_.one_in(2);
        types_.push_back(new_id<MeetingTypeId>());
        all.push_back(sent(CreateMeetingType{types_.back(), std::move(terms)}));
    }
    return all;
}

Asked Traffic::next(Instant now, const Observer& observer) {
    if (chance_.one_in(16)) {
        if (auto again = repeat(observer)) return *std::move(again);
    }
    Asked asked = sent(make_command(now));
    if (chance_.one_in(2)) {
        asked.key = Idempotency{"key-" + std::to_string(++keys_), "request"};
    }
    if (chance_.one_in(10)) asked.expected_revision = 1 + chance_.below(3);
    return asked;
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
    if (booked_.empty() || kind < 50) return book(now);
    if (kind < 64) return reschedule(now);
    if (kind < 76) {
        Cancel cancel{some_booking(), {}};
        if (chance_.one_in(2)) cancel.personal.reason = personal();
        return cancel;
    }
    if (kind < 84) return Approve{some_booking()};
    if (kind < 88) return Reject{some_booking(), {}};
    if (kind < 93) return amend();
    return change_something(now);
}

Command Traffic::book(Instant now) {
    Book book;
    book.booking = new_id<BookingId>();
    book.meeting_type = any(types_);
    book.start = start(now);
    book.guests = guests();
    for (std::size_t i = 0; i < book.guests.size(); ++i) {
        book.personal.guests.push_back(personal());
    }
    if (chance_.one_in(3)) book.personal.metadata = personal();
    booked_.push_back({book.booking, book.meeting_type, book.start});
    return book;
}

std::vector<GuestAsked> Traffic::guests() {
    std::vector<GuestAsked> guests;
    if (!subjects_.empty() && chance_.one_in(4)) {
        guests.push_back({any(subjects_), true, ""});
        tally_.reached(Rare::known_guest);
    } else {
        guests.push_back({new_id<SubjectId>(), false, ""});
        subjects_.push_back(guests.back().subject);
    }
    if (chance_.one_in(8)) guests.push_back({new_id<SubjectId>(), false, ""});
    return guests;
}

Command Traffic::reschedule(Instant now) {
    Booked& booked =
        booked_[booked_.size() - 1 - chance_.below(std::min<std::size_t>(20, booked_.size()))];
    Reschedule move{booked.id, start(now), {}, {}, {}};
    if (chance_.one_in(4)) {
        move.start = booked.start;
        tally_.reached(Rare::reschedule_onto_itself);
    }
    if (chance_.one_in(3)) move.personal.reason = personal();
    return move;
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

Command Traffic::change_something(Instant now) {
    switch (chance_.below(8)) {
        case 0: {
            ChangeMeetingType change;
            change.meeting_type = any(types_);
            change.buffer_after = Minutes{15 * chance_.below(2)};
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

BookingId Traffic::some_booking() {
    if (booked_.empty()) return BookingId{IdBits{7, 1}};
    const auto back = chance_.below(std::min<std::size_t>(20, booked_.size()));
    return booked_[booked_.size() - 1 - back].id;
}

Clear Traffic::personal() {
    return {R"("CANARY-)" + std::to_string(++canaries_) + '"'};
}

}  // namespace kalends::sim
