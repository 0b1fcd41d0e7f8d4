// Compares ways to lay the same events out in RocksDB: what they cost in bytes and time to append
// with one sync a batch, and to read again. Each layout uses the log's own profile.
//
//   record_layouts_bench [--small]

#include <rocksdb/db.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/check.hpp"
#include "eventstore/bytes.hpp"
#include "eventstore/record_writer.hpp"
#include "eventstore/rocks_profile.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace {

using namespace kalends;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch_commands = 64;

double cpu_seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Events as they will be: canonical JSON of a booking, the personal fields sealed and therefore
// incompressible. The same on every machine.
class Events {
  public:
    std::string next() {
        const auto n = ++made_;
        std::string event =
            R"({"specversion":"1.0","id":"evt_)" + hex(13) +
            R"(","source":"org_0000000000000000000000001","type":)"
            R"("booking.confirmed.v1","subject":"bkg_)" +
            hex(13) + R"(","time":"2026-11-21T09:30:00.)" + hex(1) + R"(Z","position":"0-1-)" +
            std::to_string(n) +
            R"(","actor":"key:key_0000000000000000000000002","data":{"streams":[["bkg_)" + hex(13) +
            R"(",1],["hst_000000000000000000000000)" + std::to_string(n % 40) + R"(",)" +
            std::to_string(n / 40 + 1) +
            R"(]],"start":"2026-12-01T09:00:00Z","end":"2026-12-01T09:30:00Z",)"
            R"("zone":"Europe/Berlin","guests":[{"subject":"sub_)" +
            hex(13) + R"(","name":")" + hex(44) + R"(","email":")" + hex(48) + R"("}]}})";
        return event;
    }

  private:
    std::string hex(int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i) {
            state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
            constexpr std::string_view digits = "0123456789abcdef";
            out += digits[(state_ >> 60) & 15];
            out += digits[(state_ >> 56) & 15];
        }
        return out;
    }

    std::uint64_t made_ = 0;
    std::uint64_t state_ = 2026;
};

std::vector<std::string> batch_of(Events& source) {
    std::vector<std::string> events(batch_commands);
    for (auto& event : events) event = source.next();
    return events;
}

CommandEntry command_of(std::uint64_t n) {
    CommandEntry entry;
    entry.organisation = OrganisationId{IdBits{1, 2}};
    entry.actor = IdBits{3, 4};
    entry.id = CommandId{IdBits{5, n}};
    entry.name = "booking.book";
    entry.target = {StreamKind::booking, IdBits{6, n}};
    entry.idempotency = KeyedDigest{{static_cast<std::uint8_t>(n)}};
    entry.changed = true;
    return entry;
}

// The rows of one batch, and the events in a row that was read back.
struct Layout {
    std::string_view name;
    rocksdb::CompressionType table_compression;
    std::function<void(rocksdb::WriteBatch&, RecordWriter&, const std::vector<std::string>&)> put;
    std::function<std::size_t(std::string_view key, std::string_view value)> events_in;
};

std::string numbered(char tag, std::uint64_t n) {
    std::string key{tag};
    append_integer(key, n);
    return key;
}

void put_per_event(rocksdb::WriteBatch& batch, RecordWriter& writer,
                   const std::vector<std::string>& events) {
    auto sequence = number(writer.next_sequence());
    for (const auto& event : events) batch.Put(numbered('e', sequence++), event);
    for (const auto& event : events) {
        writer.add_command(command_of(1));
        writer.add_event(event);
    }
    (void)writer.finish(Instant{});
}

void put_two_per_command(rocksdb::WriteBatch& batch, RecordWriter& writer,
                         const std::vector<std::string>& events) {
    auto sequence = number(writer.next_sequence());
    put_per_event(batch, writer, events);
    for (std::size_t i = 0; i < events.size(); ++i, ++sequence) {
        // Idempotency keys arrive in no order.
        batch.Put(numbered('i', sequence * 0x9e3779b97f4a7c15ULL), numbered('p', sequence));
    }
}

void put_packed(rocksdb::WriteBatch& batch, RecordWriter& writer,
                const std::vector<std::string>& events) {
    auto n = number(writer.next_sequence());
    for (const auto& event : events) {
        writer.add_command(command_of(n++));
        writer.add_event(event);
    }
    const auto key = numbered('r', number(writer.record_number()));
    batch.Put(key, writer.finish(Instant{}));
}

std::size_t one_event(std::string_view key, std::string_view) {
    return key.starts_with('e') ? 1 : 0;
}

std::size_t packed_events(std::string_view, std::string_view value) {
    const auto record = parse_record(value);
    ensure(record.has_value(), "a record that was appended is read back");
    return record->events.size();
}

struct Figures {
    double append_seconds = 0;
    double append_cpu_seconds = 0;  // Of all threads, RocksDB's own among them.
    double replay_seconds = 0;
    std::size_t events = 0;
    std::size_t batches = 0;
    std::uintmax_t bytes_given = 0;
    std::uintmax_t bytes_on_disk = 0;
    Digest result;
};

std::unique_ptr<rocksdb::DB> open(const std::filesystem::path& folder, const Layout& layout) {
    auto family = log_family_options();
    family.compression = layout.table_compression;
    family.bottommost_compression = layout.table_compression;
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open({log_database_options(), family}, folder.string(), &db);
    ensure(status.ok(), "a new database opens");
    return std::unique_ptr<rocksdb::DB>{db};
}

void append_all(rocksdb::DB& db, const Layout& layout, Figures& figures) {
    Events source;
    RecordWriter writer{LogHead{}};
    for (std::size_t n = 0; n < figures.batches; ++n) {
        const auto events = batch_of(source);
        const auto start = Clock::now();
        const auto cpu_before = std::clock();
        rocksdb::WriteBatch batch;
        layout.put(batch, writer, events);
        ensure(db.Write(append_options(), &batch).ok(), "an append to a healthy disk succeeds");
        figures.append_seconds += seconds_since(start);
        figures.append_cpu_seconds += cpu_seconds_since(cpu_before);
        figures.bytes_given += batch.GetDataSize();
    }
    ensure(db.Flush({}).ok(), "a flush to a healthy disk succeeds");
}

void replay_all(rocksdb::DB& db, const Layout& layout, Figures& figures) {
    Sha256 sha;
    const auto start = Clock::now();
    const std::unique_ptr<rocksdb::Iterator> it{db.NewIterator({})};
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
        const std::string_view value{it->value().data(), it->value().size()};
        figures.events += layout.events_in({it->key().data(), it->key().size()}, value);
    }
    figures.replay_seconds = seconds_since(start);
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
        sha.add({it->value().data(), it->value().size()});
    }
    figures.result = sha.finish();
}

std::uintmax_t bytes_in(const std::filesystem::path& folder, std::string_view extension) {
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        if (file.path().extension() == extension) bytes += file.file_size();
    }
    return bytes;
}

Figures measure(const Layout& layout, std::size_t batches) {
    const fakes::TemporaryFolder folder;
    Figures figures;
    figures.batches = batches;
    const auto db = open(folder.path(), layout);
    append_all(*db, layout, figures);
    replay_all(*db, layout, figures);
    figures.bytes_on_disk = bytes_in(folder.path(), ".sst");
    return figures;
}

// The round whose appends took neither the longest nor the shortest.
Figures median(std::vector<Figures> rounds) {
    std::sort(rounds.begin(), rounds.end(), [](const Figures& a, const Figures& b) {
        return a.append_seconds < b.append_seconds;
    });
    return rounds[rounds.size() / 2];
}

void print(const Layout& layout, const Figures& figures) {
    const auto events = static_cast<double>(figures.events);
    std::printf("%-34.*s %8zu %7zu %9.0f %9.0f %11.0f %10.2f %12.0f   ",
                static_cast<int>(layout.name.size()), layout.name.data(), figures.events,
                figures.batches, static_cast<double>(figures.bytes_given) / events,
                static_cast<double>(figures.bytes_on_disk) / events,
                events / figures.append_seconds, figures.append_cpu_seconds * 1e6 / events,
                events / figures.replay_seconds);
    for (int i = 0; i < 4; ++i)
        std::printf("%02x", figures.result.octets[static_cast<std::size_t>(i)]);
    std::printf("\n");
}

// What a batch costs the thread that fills it, and the one that checks it, without any disk.
void print_in_memory(std::size_t batches) {
    Events source;
    const auto events = batch_of(source);
    RecordWriter writer{LogHead{}};
    Sha256 sha;
    double filling = 0;
    double checking = 0;
    for (std::size_t n = 0; n < batches; ++n) {
        const auto before = writer.head();
        const auto start = Clock::now();
        for (std::uint64_t i = 0; i < batch_commands; ++i) {
            writer.add_command(command_of(i));
            writer.add_event(events[i]);
        }
        const auto record = writer.finish(Instant{});
        filling += seconds_since(start);
        const auto filled = Clock::now();
        ensure(accept(sha, before, record).has_value(), "the writer's records are accepted");
        checking += seconds_since(filled);
    }
    const auto commands = static_cast<double>(batches * batch_commands);
    std::printf("filling a record: %.2f us a command; checking it: %.2f us\n",
                filling * 1e6 / commands, checking * 1e6 / commands);
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_small = argc > 1 && std::string_view{argv[1]} == "--small";
    const std::size_t batches = is_small ? 50 : 3000;
    const std::size_t rounds = is_small ? 1 : 3;
    const Layout layouts[] = {
        {"one value an event", rocksdb::kLZ4Compression, put_per_event, one_event},
        {"two values a command", rocksdb::kLZ4Compression, put_two_per_command, one_event},
        {"packed, tables uncompressed", rocksdb::kNoCompression, put_packed, packed_events},
        {"packed, tables in LZ4 (the log)", rocksdb::kLZ4Compression, put_packed, packed_events},
        {"packed, tables in zstd", rocksdb::kZSTD, put_packed, packed_events},
    };
    std::printf("batches of %zu commands, an event each, one sync a batch\n", batch_commands);
    std::printf("%-34s %8s %7s %9s %9s %11s %10s %12s   %s\n", "layout", "events", "syncs",
                "WAL B/ev", "disk B/ev", "appends/s", "CPU us/ev", "replayed/s", "result");
    // Rounds alternate, since a machine's disk has better and worse minutes.
    std::vector<std::vector<Figures>> measured(std::size(layouts));
    for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < std::size(layouts); ++i) {
            measured[i].push_back(measure(layouts[i], batches));
        }
    }
    for (std::size_t i = 0; i < std::size(layouts); ++i) print(layouts[i], median(measured[i]));
    print_in_memory(batches);
}
