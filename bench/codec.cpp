// What it costs to write and to read the event of a booking: encoded as it enters the log, decoded
// and folded as at start-up, and the snapshot of a host's calendar. `--small` runs a moment only.

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "domain/state.hpp"
#include "schemas/envelope.hpp"
#include "schemas/snapshot.hpp"

using namespace kalends;

namespace {

// Time of the processor, not of the wall: nothing here waits, and the machine may be shared.
double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

IdBits id_bits(std::uint64_t kind, std::uint64_t n) {
    return {0x0193'4d00'0000'0000ULL + n, kind * 0x9e37'79b9'7f4a'7c15ULL + n};
}

const HostId host{id_bits(1, 0)};

// The n-th booking of one host: one guest, new, with sealed details and answers as long as such
// are.
StoredEvent booking(std::uint64_t n) {
    const Instant start = *parse_instant("2026-12-01T08:00:00Z") + Minutes{45 * n};
    const Interval window{start, start + Minutes{40}};
    const auto date = std::chrono::floor<std::chrono::days>(start).time_since_epoch();
    const SubjectId guest{id_bits(2, n)};
    BookingConfirmed e;
    e.booking = BookingId{id_bits(3, n)};
    e.reference = {1, "K7Q2-M9XD"};
    e.meeting_type = MeetingTypeId{id_bits(4, 0)};
    e.type_revision = 3;
    e.when = {{start, start + Minutes{30}},
              CivilMinute{(start + Minutes{60}).time_since_epoch() / Minutes{1} * Minutes{1}},
              "Europe/Luxembourg",
              "2026a",
              Date{date},
              {{host, window, Date{date}, Date{date}}}};
    e.guests = {{guest, "Europe/Luxembourg", {std::string(110, 'd')}}};
    e.subjects = {{guest, KeySlot{n + 1}}};
    e.answers = {std::string(90, 'a')};
    StoredEvent stored;
    stored.envelope = {EventId{id_bits(5, n)},
                       OrganisationId{id_bits(6, 0)},
                       start - std::chrono::hours{24} + Milliseconds{n % 1000},
                       {Partition{0}, Epoch{1}, Sequence{n + 1}},
                       actor_text(ActorKind::api_key, id_bits(7, 0)),
                       CommandId{id_bits(8, n)},
                       "req_7f3a9c1e",
                       {},
                       {{stream_of(e.booking), Revision{1}},
                        {stream_of(host), Revision{n + 2}},
                        {stream_of(guest), Revision{1}}},
                       Role::admin,
                       {}};
    stored.event = std::move(e);
    return stored;
}

std::uint64_t hash_of(std::string_view bytes, std::uint64_t hash) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

void print(std::string_view what, double seconds, std::size_t count) {
    std::printf("%-34.*s %10.0f/s %8.0f ns each\n", static_cast<int>(what.size()), what.data(),
                static_cast<double>(count) / seconds, seconds / static_cast<double>(count) * 1e9);
}

StreamState empty_calendar() {
    const Recorded at{{}, {}, {}, {}, Revision{1}};
    return fold({}, stream_of(host), HostCreated{host, {}, {}, {}}, at);
}

StreamState fold_all(const StoredEvent& stored, StreamState calendar) {
    const auto& e = stored.envelope;
    for (const auto& [stream, revision] : e.streams) {
        const Recorded at{e.source, e.id, e.position, e.time, revision};
        if (stream == stream_of(host)) {
            calendar = fold(std::move(calendar), stream, stored.event, at);
        } else {
            static_cast<void>(fold({}, stream, stored.event, at));
        }
    }
    return calendar;
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_small = argc > 1 && std::string_view{argv[1]} == "--small";
    const std::size_t distinct = 2000;
    const std::size_t rounds = is_small ? 2 : 100;

    std::vector<StoredEvent> events;
    for (std::size_t n = 0; n < distinct; ++n) events.push_back(booking(n));

    std::vector<std::string> encoded(distinct);
    std::string out;
    auto start = std::clock();
    for (std::size_t round = 0; round < rounds; ++round) {
        out.clear();
        for (const auto& stored : events) encode_event(out, stored.envelope, stored.event);
    }
    print("encode", seconds_since(start), distinct * rounds);
    for (std::size_t n = 0; n < distinct; ++n) {
        encode_event(encoded[n], events[n].envelope, events[n].event);
    }

    std::size_t streams = 0;
    start = std::clock();
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const auto& bytes : encoded) streams += decode_event(bytes).envelope.streams.size();
    }
    print("decode", seconds_since(start), distinct * rounds);

    StreamState calendar;
    start = std::clock();
    for (std::size_t round = 0; round < rounds / 2; ++round) {
        calendar = empty_calendar();
        for (const auto& bytes : encoded)
            calendar = fold_all(decode_event(bytes), std::move(calendar));
    }
    print("decode and fold three streams", seconds_since(start), distinct * (rounds / 2));

    start = std::clock();
    const auto snapshot = encode_state(calendar);
    const auto read = decode_state(StreamKind::host, snapshot);
    print("snapshot of claims, out and in", seconds_since(start), distinct);

    std::uint64_t hash = hash_of(out, 0xcbf29ce484222325ULL + streams / rounds);
    hash = hash_of(snapshot, hash);
    std::printf("bytes per event %zu, per claim of a snapshot %zu\nhash %016llx\n",
                out.size() / distinct, snapshot.size() / distinct,
                static_cast<unsigned long long>(hash));
    return read == calendar ? 0 : 1;
}
