#include <utility>

#include "commands/engine/engine.hpp"
#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"

namespace kalends {
namespace {

StoreAge age_of(const LogStore& log) {
    return log.last() == RecordNumber{} ? StoreAge::empty : StoreAge::has_records;
}

RecordView parse_or_refuse(RecordNumber number, std::string_view bytes) {
    auto view = parse_record(bytes);
    if (!view) {
        throw StoreRefused{"record " + std::to_string(kalends::number(number)) + ": " +
                           std::string{to_text(view.error())}};
    }
    return *std::move(view);
}

}  // namespace

Engine::Engine(World world, EngineLimits limits, const Progress& progress)
    : world_{world},
      limits_{limits},
      secrets_{world.disk, world.master, age_of(world.log), world.randomness},
      keys_{world.disk, world.master, age_of(world.log), limits.key_slots_per_block,
            limits.subject_keys_cached},
      witness_{world.disk, world.log},
      hash_{world.randomness},
      index_{world.log, hash_, limits.known_keys_bytes},
      history_{world.log, index_},
      loader_{world.make_loader(history_)},
      durable_{stored_head(world.log, index_.stands_at())},
      writer_{durable_},
      timekeeper_{world.clock, durable_.wall_clock},
      published_{limits.state_bytes_max, hash_},
      hours_{limits.hours_bytes_max},
      open_{hash_} {
    index_.each_due([this](Instant at, StreamId stream) {
        if (planted(PlantedBug::due_not_read_at_start)) return false;
        due_.apply({stream, at});
        return true;
    });
    find_reads();
    catch_up(progress);
    decided_at_ = durable_.wall_clock;
    tend();
}

LogHead Engine::stored_head(const LogStore& log, RecordNumber number) {
    if (number == RecordNumber{}) return {};
    const auto bytes = log.read(number);
    if (!bytes) throw StoreRefused{"the log does not hold the record that its index stands at"};
    return head_after(parse_or_refuse(number, *bytes));
}

// Whatever is derived may lag behind the log after a crash: the records since are taken in as if
// they had just become durable, each checked against the one before it.
void Engine::catch_up(const Progress& progress) {
    Sha256 sha;
    const auto last = world_.log.last();
    world_.log.scan(next(durable_.record), [&](RecordNumber number, std::string_view bytes) {
        const auto view = parse_or_refuse(number, bytes);
        auto head = accept(sha, durable_, view);
        if (!head) {
            throw StoreRefused{"record " + std::to_string(kalends::number(number)) + ": " +
                               std::string{to_text(head.error())}};
        }
        index_record(view, head->hash);
        durable_ = *head;
        if (index_.tail_bytes() > limits_.index_tail_bytes_max) index_.flush();
        if (progress) progress(number, last);
        return true;
    });
    writer_ = RecordWriter{durable_};
    timekeeper_ = Timekeeper{world_.clock, durable_.wall_clock};
}

void Engine::index_record(const RecordView& record, const Digest& hash) {
    std::vector<StreamEntry> streams;
    std::vector<KeyEntry> keys;
    std::vector<DueMove> due;
    std::vector<SourceName> gone;
    for (std::uint32_t place = 0; place < record.events.size(); ++place) {
        const auto stored = decode_event(record.events[place]);
        for (const auto& [stream, revision] : stored.envelope.streams) {
            streams.push_back({stored.envelope.source, stream, revision, place});
        }
        for (const auto& change : due_changes(stored.event)) {
            due.push_back({change.stream, due_.apply(change), change.at});
        }
        if (const auto* removed = std::get_if<BusySourceRemoved>(&stored.event)) {
            gone.push_back({removed->host, removed->source});
        }
    }
    for (std::uint32_t place = 0; place < record.commands.size(); ++place) {
        const auto& key = record.commands[place].entry.idempotency;
        if (key && !planted(PlantedBug::keys_not_caught_up)) keys.push_back({*key, place});
    }
    index_.add(record.header.number, hash, streams, keys);
    for (const auto& move : due) move_due(move);
    for (const auto& source : gone) forget_read(source);
}

void Engine::move_due(const DueMove& move) {
    if (move.before) index_.remove_due(*move.before, move.stream);
    if (move.at) index_.put_due(*move.at, move.stream);
}

void Engine::accept_clock() {
    held_until_ = timekeeper_.accept_clock();
}

}  // namespace kalends
