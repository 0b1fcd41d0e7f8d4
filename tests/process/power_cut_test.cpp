#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "domain/planted_bugs.hpp"
#include "eventstore/failures.hpp"
#include "projections/audit/verify.hpp"
#include "tests/eventstore/store_under_test.hpp"
#include "tests/office/office.hpp"

namespace power_cut_test {

using namespace kalends;
using kalends::fakes::RocksStore;
using kalends::fakes::SeededRandomness;
using kalends::fakes::SyncFault;
using kalends::testing::Heard;
using kalends::testing::Office;

namespace {

constexpr std::uint64_t syncs_per_round_max = 12;
constexpr std::uint64_t bookings_per_batch_max = 4;

// A booking that somebody asked for, and what became of it.
struct Asked {
    Idempotency key;
    Instant start;
    std::shared_ptr<Heard> heard;
    Accepted told;
    bool is_told = false;
};

// An engine on RocksDB whose machine loses power: what was not synced is gone.
class PowerCuts {
  public:
    explicit PowerCuts(std::uint64_t seed) : chance_{seed} {}

    // Books in batches until the power is cut at the n-th sync. On a disk that syncs less often
    // the batches end by themselves.
    void book_until_power_cut() {
        const auto nth_sync = 1 + chance_.below(syncs_per_round_max);
        store_.disk().fail_wal_sync(nth_sync, SyncFault::power_cut);
        try {
            for (std::uint64_t batch = 0; batch < nth_sync; ++batch) book_batch();
        } catch (const StorageFailed&) {
        }
        note_told();
        office_.clock.set(office_.clock.now() + Minutes{24 * 60});
        round_ = 0;
    }

    void restore_power() {
        office_.engine.reset();
        store_.cut_power(chance_);
        office_.disk.crash(chance_);
        office_.reopen(store_.log());
    }

    void kill() {
        office_.engine.reset();
        store_.kill();
        office_.reopen(store_.log());
    }

    // How many bookings that were told to somebody are not there, or not the same.
    std::size_t lost() {
        std::size_t count = 0;
        for (const auto& asked : asked_) {
            if (asked.is_told && !is_as_told(asked)) ++count;
        }
        return count;
    }

    // Whoever heard nothing asks again, and is told the truth.
    void ask_again() {
        for (auto& asked : asked_) {
            if (asked.is_told) continue;
            asked.told = std::get<Accepted>(office_.ask(office_.book(asked.start), asked.key));
            asked.is_told = true;
        }
    }

    [[nodiscard]] AuditReport audit() { return verify(store_.log()); }
    [[nodiscard]] std::size_t asked() const { return asked_.size(); }
    [[nodiscard]] std::size_t without_answer() const { return without_answer_; }

  private:
    void book_batch() {
        const auto bookings = 1 + chance_.below(bookings_per_batch_max);
        for (std::uint64_t n = 0; n < bookings; ++n) {
            const auto start =
                office_.clock.now() + Minutes{24 * 60} + Minutes{30} * static_cast<int>(round_++);
            Idempotency key{"key-" + std::to_string(asked_.size()), "book"};
            auto heard = office_.submit(office_.book(start), key);
            asked_.push_back({std::move(key), start, std::move(heard), {}, false});
        }
        office_.finish();
    }

    void note_told() {
        for (auto& asked : asked_) {
            if (asked.is_told) continue;
            asked.is_told = asked.heard->is_settled;
            if (asked.is_told) asked.told = std::get<Accepted>(*asked.heard->outcome);
            if (!asked.is_told) ++without_answer_;
        }
    }

    bool is_as_told(const Asked& asked) {
        const auto& booking = *asked.told.resource->as<Booking>();
        const auto found =
            office_.engine->find(office_.organisation, stream_of(BookingId{booking.id}));
        if (!found || *found != *asked.told.resource) return false;
        const auto again = office_.ask(office_.book(asked.start), asked.key);
        const auto* accepted = std::get_if<Accepted>(&again);
        return accepted != nullptr && accepted->is_replay &&
               accepted->position == asked.told.position &&
               *accepted->resource == *asked.told.resource;
    }

    SeededRandomness chance_;
    RocksStore store_;
    Office office_{store_.log()};
    std::vector<Asked> asked_;
    std::uint64_t round_ = 0;
    std::size_t without_answer_ = 0;
};

}  // namespace

TEST_CASE("thirty power cuts lose no booking that was answered, and its key gives it again") {
    PowerCuts cuts{2026};
    for (int round = 0; round < 30; ++round) {
        cuts.book_until_power_cut();
        cuts.restore_power();
        CHECK(cuts.lost() == 0);
        cuts.ask_again();
    }
    const auto report = cuts.audit();
    CHECK(report.is_clean());
    CHECK(report.bookings == cuts.asked());
    CHECK(cuts.asked() > 200);
    CHECK(cuts.without_answer() >= 30);
}

#ifdef KALENDS_PLANTED_BUGS
namespace {

// Whether cutting the power shows, by bookings lost or by a store that refuses to open.
bool is_found_out(PowerCuts& cuts) {
    try {
        cuts.restore_power();
        return cuts.lost() > 0;
    } catch (const StoreRefused&) {
        return true;
    } catch (const StorageFailed&) {
        return true;
    }
}

}  // namespace

TEST_CASE("a sync left out of the engine's log passes kills and is found out by a power cut") {
    PowerCuts cuts{2026};
    plant(PlantedBug::sync_left_out);
    for (int round = 0; round < 10; ++round) {
        cuts.book_until_power_cut();
        cuts.kill();
        CHECK(cuts.lost() == 0);
        cuts.ask_again();
    }
    cuts.book_until_power_cut();
    CHECK(is_found_out(cuts));
    plant(PlantedBug::none);
}
#endif

}  // namespace power_cut_test
