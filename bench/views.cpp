// What the views cost, in one process: each event is read and decoded once for all of them, then
// each view applies it, and commits now and then. All figures are processor time.
//
//   views_bench [--small]

#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/check.hpp"
#include "eventstore/record.hpp"
#include "projections/all_views.hpp"
#include "projections/runner.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace {

using namespace kalends;

constexpr std::size_t batch_commands = 64;
// Of records, as often as the views' thread commits when it is busy.
constexpr std::size_t records_per_commit = 32;

double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

template <class Act>
double seconds_of(Act act) {
    const double start = processor_seconds();
    act();
    return processor_seconds() - start;
}

void print(std::string_view what, double seconds, std::size_t count) {
    std::printf("%-52.*s %10.0f/s %9.2f us each\n", static_cast<int>(what.size()), what.data(),
                static_cast<double>(count) / seconds, seconds / static_cast<double>(count) * 1e6);
}

Book booking(testing::Office& office, std::size_t place) {
    auto book = office.book(testing::at("2026-11-09T00:00:00Z") + Minutes{30 * place});
    const auto number = std::to_string(place);
    book.guests.front().zone = "Europe/Luxembourg";
    book.personal.guests = {Clear{R"({"name":"Guest Number )" + number + R"(","email":"guest.)" +
                                  number + R"(@example.org"})"}};
    book.personal.answers = Clear{R"({"topic":"What we have to talk about"})"};
    return book;
}

void book_all(testing::Office& office, std::size_t batches) {
    ChangeMeetingType change{office.meeting_type};
    change.window = RollingDays{3'650};
    (void)office.ask(change);
    for (std::size_t place = 0; place < batches * batch_commands; ++place) {
        (void)office.submit(booking(office, place));
        if (place % batch_commands == batch_commands - 1) office.finish();
    }
}

std::size_t decode_all(const LogReader& log) {
    std::size_t events = 0;
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view bytes) {
        const auto record = parse_record(bytes);
        ensure(record.has_value(), "the log holds records");
        for (const auto event : record->events) {
            ensure(decode_event(event).envelope.id != EventId{}, "an event has an id");
            ++events;
        }
        return true;
    });
    return events;
}

// A view that keeps nothing: what is left is the runner's own.
class Nothing : public View {
  public:
    void make_tables() override {}
    void apply(const LoggedEvent&) override {}
};

Position follow(testing::Office& office, std::vector<ViewKind> kinds) {
    const fakes::TemporaryFolder folder;
    Runner runner{office.log, folder.path(), std::move(kinds),
                  [](const std::string& view, const std::string& why) {
                      broken((view + ": " + why).c_str());
                  }};
    while (runner.step(records_per_commit)) runner.commit();
    runner.commit();
    return runner.position();
}

std::vector<ViewKind> views_of(testing::Office& office) {
    return all_views([&office](EventId event, std::string_view field, const Sealed& sealed) {
        return office.engine->open_durable(event, field, sealed);
    });
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_small = argc > 1 && std::string_view{argv[1]} == "--small";
    const std::size_t batches = is_small ? 8 : 1'000;

    testing::Office office;
    book_all(office, batches);
    const auto end = office.engine->position();

    std::size_t events = 0;
    const double decoding = seconds_of([&] { events = decode_all(office.log); });
    print("read and decode", decoding, events);
    ViewKind nothing{"nothing", 1, [](Database&) { return std::make_unique<Nothing>(); }};
    print("the same by the runner, for a view of nothing",
          seconds_of([&] { (void)follow(office, {nothing}); }), events);
    for (const auto& kind : views_of(office)) {
        print("and for the view " + kind.name, seconds_of([&] { (void)follow(office, {kind}); }),
              events);
    }
    bool is_whole = false;
    print("and for all views",
          seconds_of([&] { is_whole = follow(office, views_of(office)) == end; }), events);
    std::printf("result: %zu events, views %s\n", events,
                is_whole ? "at the end of the log" : "NOT AS THEY SHOULD BE");
    return is_whole ? 0 : 1;
}
