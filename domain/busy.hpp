#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/absence.hpp"
#include "domain/id.hpp"
#include "domain/taken_time.hpp"
#include "domain/time.hpp"

namespace kalends {

// What holds of a source that is stale (rule B6). Its last import counts in any case: that it is
// known to be busy then is no less true. Closed takes all other time away as well, open none;
// last_import closes so and so long after the source was last read.
enum class WhenStale : std::uint8_t { closed, open, last_import };
[[nodiscard]] std::string_view name_of(WhenStale when);

// When a source counts as stale, and what holds then.
struct BusyPolicy {
    Minutes stale_after{0};  // since it was last read
    WhenStale when_stale{};
    Minutes last_import_for{0};  // of last_import: since it was last read, no less than stale_after

    bool operator==(const BusyPolicy&) const = default;
};

// How a source stands, as the log says: closed is stale, and nothing may be booked.
enum class SourceStanding : std::uint8_t { fresh, stale, closed };
[[nodiscard]] std::string_view name_of(SourceStanding standing);

// An outside source is followed from now on, or by another policy. `next_due`, here and below, is
// when the first of the host's sources falls due, as far as the log knows of its being read.
struct BusySourceSet {
    HostId host;
    std::string source;
    BusyPolicy policy;
    std::optional<Instant> next_due;

    bool operator==(const BusySourceSet&) const = default;
};

// What an import of a window changed: it was read, and this came and went. What came covers these
// bookings.
struct BusyImported {
    HostId host;
    std::string source;
    Interval window;
    std::vector<Interval> added;
    std::vector<Interval> removed;
    CoveredBookings covers;
    std::optional<Instant> next_due;

    bool operator==(const BusyImported&) const = default;
};

// A source was not read for too long, since `read_at`: it fell due at `due`.
struct BusySourceStale {
    HostId host;
    std::string source;
    Instant read_at;
    Instant due;
    bool is_closed = false;
    std::optional<Instant> next_due;

    bool operator==(const BusySourceStale&) const = default;
};

// One that was stale was read again.
struct BusySourceRecovered {
    HostId host;
    std::string source;
    std::optional<Instant> next_due;

    bool operator==(const BusySourceRecovered&) const = default;
};

// It is not followed any more: its time is free, and it falls due no more.
struct BusySourceRemoved {
    HostId host;
    std::string source;
    std::optional<Instant> next_due;

    bool operator==(const BusySourceRemoved&) const = default;
};

// An outside source of a host's busy time. `read_at` is when it was last read as the log knows: an
// import that changes nothing writes nothing.
struct BusySource {
    BusyPolicy policy;
    Instant read_at;
    SourceStanding standing{};
    TakenTime taken;
    std::uint64_t revision = 0;  // counts changes of policy and of busy time

    bool operator==(const BusySource&) const = default;
};

// The instant at which a source that was last read then goes stale, or closes; nothing if neither
// is to come.
[[nodiscard]] std::optional<Instant> due_of(const BusySource& source, Instant read_at);
// How it stands once all is counted that is due by now.
[[nodiscard]] SourceStanding standing_at(const BusySource& source, Instant read_at, Instant now);

// The sources of one host, by name, and the time that they take together. Never changed in place,
// so that states share them.
class BusyTime {
  public:
    using Sources = std::map<std::string, BusySource, std::less<>>;

    BusyTime() = default;
    explicit BusyTime(Sources sources);

    [[nodiscard]] const Sources& sources() const { return sources_; }
    [[nodiscard]] const BusySource* find(std::string_view source) const;
    [[nodiscard]] const TakenTime& taken() const { return taken_; }

    bool operator==(const BusyTime&) const = default;

  private:
    Sources sources_;
    TakenTime taken_;
};
// Null if there are none.
using SharedBusyTime = std::shared_ptr<const BusyTime>;

// When sources were read and nothing was written of it, since nothing had changed. It is kept
// beside the log, and what a crash takes of it is no harm: a source then counts as last read when
// the log says so, which makes it stale too early, never too late, until it is read again.
class LastReads {
  public:
    void note(HostId host, std::string_view source, Instant at) {
        reads_.insert_or_assign({host, std::string{source}}, at);
    }
    // Of a source that is not followed any more.
    void forget(HostId host, std::string_view source) { reads_.erase({host, std::string{source}}); }
    // The later of what the log says and what is known here.
    [[nodiscard]] Instant read_at(HostId host, std::string_view name,
                                  const BusySource& source) const;
    // What is known of this host's sources alone.
    [[nodiscard]] LastReads of(HostId host) const;

  private:
    std::map<std::pair<HostId, std::string>, Instant> reads_;
};

// What falls due first of a host's sources, and when.
struct DueSource {
    Instant at;
    std::string name;

    bool operator==(const DueSource&) const = default;
};
[[nodiscard]] std::optional<DueSource> next_due_source(HostId host, const BusyTime& busy,
                                                       const LastReads& reads);

}  // namespace kalends
