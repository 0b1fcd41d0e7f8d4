#include "app/demo/demo.hpp"

#include <array>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

#include "api/asked_calendar.hpp"
#include "api/new_ids.hpp"
#include "app/demo/people.hpp"
#include "domain/availability/availability.hpp"
#include "schemas/json/writer.hpp"

namespace kalends::demo {
namespace {

constexpr std::array actions_at_hours{7, 10, 13, 16, 20};
constexpr int bookings_per_day = 6;
constexpr int day_of_series = days_of_history / 2;  // some of it is over, and some to come
constexpr std::string_view series_rule = "FREQ=WEEKLY;COUNT=8";
constexpr std::uint64_t seed = 20'260'101;

class Catcher : public Waiter {
  public:
    explicit Catcher(Outcome& outcome) : outcome_{&outcome} {}
    void decided(const Outcome& outcome) override { *outcome_ = outcome; }
    void settled() override {}
    void unknown() override {}

  private:
    Outcome* outcome_;
};

std::string_view why(Unavailable::Reason reason) {
    switch (reason) {
        case Unavailable::Reason::queue_full:
            return "too many commands wait";
        case Unavailable::Reason::disk_reserve:
            return "less disk is free than --disk-reserve-mib keeps";
        case Unavailable::Reason::clock_behind:
            return "the clock is behind the log";
        case Unavailable::Reason::stopping:
            return "a command was not decided";
        case Unavailable::Reason::zone_missing:
            return "the zone data lack a zone of a host";
        case Unavailable::Reason::key_damaged:
            return "a key just made is damaged";
    }
    return {};
}

[[noreturn]] void give_up(std::string_view reason) {
    throw std::runtime_error{"the demo cannot be made: " + std::string{reason}};
}

std::string json_member(std::string_view name, std::string_view value) {
    std::string member;
    append_json_text(member, name);
    member.push_back(':');
    append_json_text(member, value);
    return member;
}

Clear person(std::string_view name, std::string_view email) {
    return {"{" + json_member("name", name) + "," + json_member("email", email) + "}"};
}

// One life of the demo organisation.
class History {
  public:
    History(Engine& engine, SettableClock& clock, const OwnerKey& owner)
        : engine_{engine}, clock_{clock}, owner_{owner} {}

    void open_office();
    void live_one_day(Instant midnight, Instant until);
    // Somebody comes back every week, wherever that is free.
    void book_series();
    void catch_up();

  private:
    template <class SomeId>
    SomeId new_id() {
        const auto milliseconds =
            static_cast<std::uint64_t>(clock_.now().time_since_epoch().count());
        return SomeId{IdBits{(milliseconds << 16) | (chance_() & 0xffff), chance_()}};
    }
    [[nodiscard]] bool happens(unsigned percent) { return chance_() % 100 < percent; }
    template <class List>
    [[nodiscard]] const auto& any_of(const List& list) {
        return list[chance_() % list.size()];
    }

    // Whoever lives there may be refused, but never turned away.
    Outcome ask(Command command, ActorKind kind = ActorKind::api_key);
    void set_up(Command command, ActorKind kind = ActorKind::api_key);
    void open_offers();
    void book_one();
    [[nodiscard]] Book booking_of(MeetingTypeId type, Instant start);
    void change_one();
    [[nodiscard]] std::uint32_t any_party(MeetingTypeId type);
    [[nodiscard]] std::optional<Instant> free_start(MeetingTypeId type, std::uint32_t party);
    // Where the booking could go.
    [[nodiscard]] std::optional<Instant> free_start(const std::shared_ptr<const Booking>& moving);
    [[nodiscard]] std::optional<Instant> any_start(const api::AskedCalendar& calendar);

    Engine& engine_;
    SettableClock& clock_;
    OwnerKey owner_;
    Sha256 sha_;
    std::mt19937_64 chance_{seed};
    std::vector<HostId> hosts_;
    std::vector<MeetingTypeId> offers_;
    std::vector<BookingId> made_;
};

Outcome History::ask(Command command, ActorKind kind) {
    const bool is_operator = kind == ActorKind::operator_;
    const Role role = is_operator ? Role::operator_ : Role::owner;
    Outcome outcome = Unavailable{Unavailable::Reason::stopping};
    engine_.submit({.organisation = owner_.organisation,
                    .actor = {.kind = kind,
                              .id = is_operator ? IdBits{} : owner_.key.bits(),
                              .role = role,
                              .scopes = scopes_of(role)},
                    .command = std::move(command),
                    .correlation = "demo",
                    .waiter = std::make_unique<Catcher>(outcome)});
    catch_up();
    if (const auto* turned_away = std::get_if<Unavailable>(&outcome)) {
        give_up(why(turned_away->reason));
    }
    return outcome;
}

void History::set_up(Command command, ActorKind kind) {
    const auto outcome = ask(std::move(command), kind);
    if (const auto* refused = std::get_if<Refused>(&outcome)) {
        give_up("its set-up is refused as " + std::string{code(refused->refusal.reason)});
    }
    if (!std::holds_alternative<Accepted>(outcome)) give_up("its set-up is not accepted");
}

void History::catch_up() {
    for (;;) {
        engine_.step();
        auto commit = engine_.take();
        if (!commit) return;
        engine_.commit(*commit);
    }
}

void History::open_office() {
    set_up(CreateOrganisation{owner_.organisation,
                              {"Kalends demo", "Europe/Luxembourg"},
                              owner_.key,
                              owner_.secret_digest},
           ActorKind::operator_);
    for (const auto& host : hosts()) {
        CreateHost create{.terms = host.terms, .subject = new_id<SubjectId>()};
        create.host = api::named_id<HostId>(sha_, owner_.organisation, host.terms.external_id);
        create.personal.host_details = person(host.name, host.email);
        hosts_.push_back(create.host);
        set_up(create);
        set_up(SetSchedule{hosts_.back(), std::string{default_schedule}, host.schedule});
    }
    open_offers();
}

void History::open_offers() {
    for (auto& [host, terms] : meeting_types()) {
        terms.hosts.fixed = {hosts_[host]};
        offers_.push_back(
            api::named_id<MeetingTypeId>(sha_, owner_.organisation, terms.external_id));
        set_up(CreateMeetingType{offers_.back(), terms});
    }
}

void History::live_one_day(Instant midnight, Instant until) {
    for (const int hour : actions_at_hours) {
        const Instant then = midnight + std::chrono::hours{hour} + Minutes{chance_() % 50};
        if (then >= until) return;
        clock_.set(then);
        catch_up();
        for (int i = 0; i < bookings_per_day / 4 + (happens(60) ? 1 : 0); ++i) book_one();
        if (happens(45)) change_one();
    }
}

void History::book_one() {
    const MeetingTypeId type = any_of(offers_);
    const auto party = any_party(type);
    const auto start = free_start(type, party);
    if (!start) return;
    auto book = booking_of(type, *start);
    book.party = party;
    const BookingId id = book.booking;
    const auto outcome = ask(std::move(book));
    if (std::holds_alternative<Accepted>(outcome)) made_.push_back(id);
}

Book History::booking_of(MeetingTypeId type, Instant start) {
    const auto everyone = guests();
    const auto& guest = any_of(everyone);
    Book book;
    book.booking = new_id<BookingId>();
    book.meeting_type = type;
    book.start = start;
    book.session = new_id<SessionId>();
    book.guests = {{new_id<SubjectId>(), false, std::string{guest.zone}}};
    book.personal.guests = {person(guest.name, guest.email)};
    const auto topic = any_of(topics());
    book.answers = {{"topic", std::string{topic}}};
    book.personal.answers = Clear{"{" + json_member("topic", topic) + "}"};
    return book;
}

void History::book_series() {
    const MeetingTypeId type = offers_.front();
    const auto start = free_start(type, 1);
    if (!start) return;
    BookSeries series;
    series.series = new_id<SeriesId>();
    series.rule = series_rule;
    series.skips_refused = true;
    for (int i = 0; i < occurrences_max; ++i) series.bookings.push_back(new_id<BookingId>());
    for (int i = 0; i < occurrences_max; ++i) series.sessions.push_back(new_id<SessionId>());
    series.each = booking_of(type, *start);
    set_up(std::move(series));
}

// Somebody calls off, moves or decides a booking made lately.
void History::change_one() {
    if (made_.empty()) return;
    const std::size_t lately = std::min<std::size_t>(made_.size(), 25);
    const BookingId made = made_[made_.size() - 1 - chance_() % lately];
    const auto what = chance_() % 4;
    if (what == 0) {
        Cancel cancel{made, {}};
        cancel.personal.reason = Clear{"\"something came up\""};
        ask(cancel);
    } else if (what == 1) {
        const auto booking = engine_.find(owner_.organisation, made);
        if (const auto start = free_start(booking)) {
            ask(Reschedule{made, *start, std::nullopt, {}, new_id<SessionId>(), {}});
        }
    } else if (happens(85)) {
        ask(Approve{made});
    } else {
        ask(Reject{made, {}});
    }
}

// As many come together as the type lets come.
std::uint32_t History::any_party(MeetingTypeId type) {
    const auto offered = engine_.find(owner_.organisation, type);
    return 1 + static_cast<std::uint32_t>(chance_() % offered->terms->party_most());
}

std::optional<Instant> History::free_start(MeetingTypeId type, std::uint32_t party) {
    auto calendar = api::AskedCalendar::find(engine_, owner_.organisation, type);
    if (!calendar) return std::nullopt;
    calendar->ask_party(party);
    return any_start(*calendar);
}

std::optional<Instant> History::free_start(const std::shared_ptr<const Booking>& moving) {
    auto calendar = api::AskedCalendar::find(engine_, owner_.organisation, moving->meeting_type);
    if (!calendar) return std::nullopt;
    calendar->move(engine_, {&moving, 1});
    return any_start(*calendar);
}

std::optional<Instant> History::any_start(const api::AskedCalendar& calendar) {
    const Interval ahead{clock_.now(), clock_.now() + std::chrono::days{21}};
    const auto free = slots(calendar.question(clock_.now()), ahead, engine_.hours());
    if (free.empty()) return std::nullopt;
    // Nearer starts are asked for more often.
    const auto place = std::min(chance_() % free.size(), chance_() % free.size());
    return free[place].time.start;
}

}  // namespace

void make_history(Engine& engine, SettableClock& clock, Instant now, const OwnerKey& owner,
                  const std::function<void(int)>& progress) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    History history{engine, clock, owner};
    clock.set(today - std::chrono::days{days_of_history});
    history.open_office();
    for (int day = 0; day <= days_of_history; ++day) {
        history.live_one_day(today - std::chrono::days{days_of_history - day}, now);
        if (day == day_of_series) history.book_series();
        if (progress) progress(day);
    }
    clock.set(now);
    history.catch_up();
}

}  // namespace kalends::demo
