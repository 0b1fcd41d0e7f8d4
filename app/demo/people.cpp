#include "app/demo/people.hpp"

namespace kalends::demo {
namespace {

constexpr Weekdays monday_to_friday{0b0011111};
constexpr Weekdays tuesday_to_saturday{0b0111110};
constexpr Weekdays every_day{0b1111111};
constexpr Weekdays tuesday_and_thursday{0b0001010};

WeeklyRule on(Weekdays days, int from_hour, int to_hour) {
    return {days, {Minutes{from_hour * 60}, Minutes{to_hour * 60}}, {}};
}

Schedule hours(std::string_view zone, std::vector<WeeklyRule> weekly) {
    return {std::string{zone}, std::move(weekly), {}, {}};
}

DemoMeetingType meeting_type(std::size_t host, std::string_view external_id, std::string_view name,
                             int minutes) {
    MeetingTypeTerms terms;
    terms.external_id = external_id;
    terms.name = name;
    terms.duration = Minutes{minutes};
    terms.is_public = true;
    terms.price = Price{100 * minutes, "EUR"};
    terms.questions = {{"topic", "What is it about?", AnswerKind::text, false, {}}};
    return {host, terms};
}

}  // namespace

std::vector<DemoHost> hosts() {
    return {
        {"Dr Amélie Laurent",
         "amelie.laurent@example.org",
         {HostSort::person,
          "laurent",
          "Europe/Luxembourg",
          {},
          {{"language", {"fr", "de"}}, {"speciality", {"general practice"}}}},
         hours("Europe/Luxembourg", {on(monday_to_friday, 8, 12), on(monday_to_friday, 14, 18)})},
        {"Samuel Okafor",
         "samuel.okafor@example.org",
         {HostSort::person, "okafor", "America/New_York", {}, {{"language", {"en", "fr"}}}},
         hours("America/New_York", {on(monday_to_friday, 9, 17)})},
        {"Yuki Tanaka",
         "yuki.tanaka@example.org",
         {HostSort::person, "tanaka", "Asia/Tokyo", {}, {{"language", {"ja", "en"}}}},
         hours("Asia/Tokyo", {on(tuesday_to_saturday, 10, 19)})},
        {"Priya Singh",
         "priya.singh@example.org",
         {HostSort::person, "singh", "Asia/Kolkata", {}, {{"language", {"hi", "en"}}}},
         hours("Asia/Kolkata", {on(monday_to_friday, 11, 20)})},
        {"Studio on the river",
         "studio@example.org",
         {HostSort::room,
          "studio",
          "Europe/London",
          {},
          {{"floor", {"ground"}}, {"has", {"piano", "drums"}}}},
         hours("Europe/London", {on(every_day, 7, 23)})},
    };
}

std::vector<DemoMeetingType> meeting_types() {
    auto consultation = meeting_type(0, "consultation", "Consultation", 30);
    consultation.terms.buffers = {Minutes{0}, Minutes{5}, false};
    consultation.terms.notices.booking = Minutes{120};
    auto check_up = meeting_type(0, "check-up", "Yearly check-up", 60);
    check_up.terms.notices.booking = Minutes{24 * 60};
    auto demo_call = meeting_type(1, "product-demo", "Product demo", 45);
    demo_call.terms.grid.interval = Minutes{30};
    demo_call.terms.buffers = {Minutes{10}, Minutes{10}, false};
    auto coaching = meeting_type(2, "coaching", "Coaching", 50);
    coaching.terms.approval = {true, Minutes{24 * 60}, false};
    coaching.terms.grid.interval = Minutes{60};
    auto interview = meeting_type(3, "interview", "Interview", 60);
    interview.terms.is_public = false;
    auto studio = meeting_type(4, "studio-session", "Studio session", 120);
    studio.terms.buffers = {Minutes{0}, Minutes{30}, false};
    studio.terms.window = RollingDays{90};
    // It is given twice a week, so that its guests come to the same starts.
    auto yoga = meeting_type(4, "yoga", "Yoga class", 60);
    yoga.terms.schedule = hours("Europe/London", {on(tuesday_and_thursday, 18, 20)});
    yoga.terms.seats = 12;
    yoga.terms.party_max = 3;
    return {consultation, check_up, demo_call, coaching, interview, studio, yoga};
}

std::vector<DemoGuest> guests() {
    return {
        {"Noor Haddad", "noor@example.com", "Europe/Brussels"},
        {"Lena Fischer", "lena@example.com", "Europe/Berlin"},
        {"Tomás Silva", "tomas@example.com", "Europe/Lisbon"},
        {"Grace Mensah", "grace@example.com", "Africa/Accra"},
        {"Ivan Petrov", "ivan@example.com", "Europe/Sofia"},
        {"Mei Chen", "mei@example.com", "Asia/Singapore"},
        {"Olivia Brown", "olivia@example.com", "America/Chicago"},
        {"Kenji Sato", "kenji@example.com", "Asia/Tokyo"},
        {"Fatima Zahra", "fatima@example.com", "Africa/Casablanca"},
        {"Jack Wilson", "jack@example.com", "Australia/Lord_Howe"},
        {"Astrid Holm", "astrid@example.com", "Europe/Copenhagen"},
        {"Diego Ramos", "diego@example.com", "America/Bogota"},
    };
}

std::vector<std::string_view> topics() {
    return {"first visit",   "follow-up",        "results",    "a second opinion",
            "our new plans", "contract renewal", "next steps", "an introduction"};
}

}  // namespace kalends::demo
