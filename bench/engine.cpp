// The engine in one process, stage by stage, without HTTP: what a booking costs from the queue to
// the record, what deciding alone costs with a full calendar, and what the log costs to write and
// to read again.
//
//   engine_bench [--small]

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "commands/book.hpp"
#include "domain/check.hpp"
#include "eventstore/rocks_log.hpp"
#include "projections/audit/verify.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace {

using namespace kalends;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch_commands = 64;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Measures what a step takes, and adds it up.
class Stopwatch {
  public:
    template <class Step>
    auto operator()(Step step) {
        const auto start = Clock::now();
        auto result = step();
        seconds_ += seconds_since(start);
        return result;
    }
    [[nodiscard]] double seconds() const { return seconds_; }

  private:
    double seconds_ = 0;
};

void print(std::string_view what, double seconds, std::size_t count) {
    std::printf("%-52.*s %10.0f/s %9.2f us each\n", static_cast<int>(what.size()), what.data(),
                static_cast<double>(count) / seconds, seconds / static_cast<double>(count) * 1e6);
}

// Every other half hour is booked, so that every odd one is free between two that are not.
Instant start_of(std::size_t place) {
    return testing::at("2026-11-09T00:00:00Z") + Minutes{30 * place};
}

void open_for_long(testing::Office& office) {
    ChangeMeetingType change{office.meeting_type};
    change.window = RollingDays{3'650};
    (void)office.ask(change);
}

struct Stages {
    Stopwatch decide;
    Stopwatch finish;
    Stopwatch settle;
};

void book_batch(testing::Office& office, std::size_t first, Stages& stages) {
    for (std::size_t i = first; i < first + batch_commands; ++i) {
        (void)office.submit(office.book(start_of(2 * i)),
                            Idempotency{"key " + std::to_string(i), "POST /v1/bookings {}"});
    }
    auto& engine = *office.engine;
    stages.decide([&] { return engine.step(), 0; });
    auto commit = stages.finish([&] { return engine.take(); });
    if (!commit) broken("what was decided is to be committed");
    engine.commit(*commit);
    stages.settle([&] { return engine.settle(), 0; });
}

void book_all(testing::Office& office, std::size_t batches) {
    Stages stages;
    for (std::size_t n = 0; n < batches; ++n) book_batch(office, n * batch_commands, stages);
    const auto commands = batches * batch_commands;
    print("book: look up, decide, seal, evolve, encode, hash", stages.decide.seconds(), commands);
    print("book: finish the record, cut the index", stages.finish.seconds(), commands);
    print("book: publish states, index", stages.settle.seconds(), commands);
}

void decide_alone(testing::Office& office, std::size_t booked) {
    HoursCache hours;
    Scope scope{office.actor, office.organisation, office.zones, hours};
    const auto load = [&](StreamId stream) {
        scope.load(stream, office.engine->find(office.organisation, stream));
    };
    load(stream_of(office.organisation));
    load(stream_of(office.meeting_type));
    load(stream_of(office.host));
    std::vector<Book> asked;
    for (std::size_t i = 0; i < booked; ++i) {
        asked.push_back(office.book(start_of(2 * (i * 7'919 % booked) + 1)));
        asked.back().booking = asked.front().booking;
        asked.back().guests = asked.front().guests;
    }
    for (const auto& command : {asked.front()}) needs(command, scope);
    for (const auto stream : scope.take_missing()) scope.load(stream, nullptr);

    const Instant now = office.clock.now();
    std::size_t accepted = 0;
    const auto start = Clock::now();
    for (const auto& command : asked) accepted += decide(command, scope, now).has_value() ? 1 : 0;
    const double seconds = seconds_since(start);
    ensure(accepted == booked, "a free start between two bookings can be booked");
    print("decide alone, " + std::to_string(booked) + " future bookings", seconds, booked);
}

// The records of a log in memory, appended one by one to one on the disk.
void append_all(const LogStore& from, RocksLog& to, std::size_t events) {
    std::size_t bytes = 0;
    std::size_t records = 0;
    const auto start = Clock::now();
    from.scan(RecordNumber{1}, [&](RecordNumber number, std::string_view record) {
        to.append(number, record);
        bytes += record.size();
        ++records;
        return true;
    });
    const double seconds = seconds_since(start);
    print("append with sync, 64 commands a record", seconds, events);
    std::printf("%-52s %10.0f/s %9zu bytes each\n", "syncs", static_cast<double>(records) / seconds,
                bytes / records);
}

AuditReport replay(const RocksLog& log) {
    std::size_t bytes = 0;
    auto start = Clock::now();
    log.scan(RecordNumber{1}, [&](RecordNumber, std::string_view record) {
        bytes += record.size();
        return true;
    });
    const double scanning = seconds_since(start);
    start = Clock::now();
    auto report = verify(log);
    print("verify: hashes, schemas, no double booking (events)", seconds_since(start),
          report.events);
    print("raw scan (events)", scanning, report.events);
    return report;
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_small = argc > 1 && std::string_view{argv[1]} == "--small";
    const std::size_t batches = is_small ? 8 : 157;

    testing::Office office;
    open_for_long(office);
    book_all(office, batches);
    decide_alone(office, batches * batch_commands);

    const fakes::TemporaryFolder folder;
    RocksLog log{folder.path() / "log"};
    append_all(office.log, log, batches * batch_commands);
    const auto report = replay(log);
    std::printf("result: %llu bookings, %zu faults, head ",
                static_cast<unsigned long long>(report.bookings), report.faults.size());
    for (std::size_t i = 0; i < 8; ++i) std::printf("%02x", report.head.hash.octets[i]);
    std::printf("\n");
    return report.is_clean() ? 0 : 1;
}
