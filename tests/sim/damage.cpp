#include "tests/sim/damage.hpp"

#include "eventstore/failures.hpp"
#include "tests/sim/violation.hpp"

namespace kalends::sim {
namespace {

constexpr std::string_view files[] = {Secrets::file_name, Keys::file_name, Witness::file_name};

enum class Must {
    refuse,    // No engine may open it.
    not_lie,   // It may open; whatever it says is true.
    not_care,  // It opens, and nothing is missing.
};

class Trial {
  public:
    Trial(const AtRest& store, fakes::SeededRandomness& chance)
        : store_{store}, chance_{chance}, randomness_{chance.below(~0ULL)} {}

    [[nodiscard]] Must cut_log() {
        const auto seen = seen_by_witness();
        if (seen == 0) return Must::not_care;
        log_.cut_after(RecordNumber{seen - 1 - chance_.below(std::min<std::uint64_t>(seen, 3))});
        return Must::refuse;
    }

    // Past the checksums of the disk and of RocksDB, and in records that the start reads.
    [[nodiscard]] Must flip_record() {
        const auto at = chance_.below(log_.records().size());
        auto bytes = log_.records()[at];
        bytes[chance_.below(bytes.size())] ^= static_cast<char>(1 << chance_.below(8));
        log_.replace(RecordNumber{at + 1}, std::move(bytes));
        log_.drop_derived();
        return Must::refuse;
    }

    [[nodiscard]] Must flip_file() {
        const auto file = files[chance_.below(std::size(files))];
        disk_.flip_bit(file, chance_.below(disk_.size(file) * 8));
        return file == Secrets::file_name ? Must::refuse : Must::not_lie;
    }

    [[nodiscard]] Must lose_file() {
        disk_.remove(files[chance_.below(std::size(files))]);
        return Must::refuse;
    }

    [[nodiscard]] Must spoil_record() {
        log_.spoil(RecordNumber{1 + chance_.below(log_.records().size())});
        return Must::not_lie;
    }

    [[nodiscard]] Must spoil_row() {
        std::vector<std::string> keys;
        log_.scan_derived("", [&](std::string_view key, std::string_view) {
            keys.emplace_back(key);
            return true;
        });
        if (!keys.empty()) log_.spoil_derived(keys[chance_.below(keys.size())]);
        return Must::not_lie;
    }

    [[nodiscard]] Must lose_derived() {
        log_.drop_derived();
        return Must::not_care;
    }

    // The last record that the witness on this disk stands for.
    [[nodiscard]] std::uint64_t seen_by_witness() const {
        fakes::MemoryDisk disk{store_.disk, faults_};
        return number(Witness{disk, log_}.seen().record);
    }

    // Whether it was refused, or failed to be read, or shows what the log says.
    Rare outcome(Must must) {
        try {
            Engine engine{{log_, disk_, store_.clock, randomness_, store_.zones, {}},
                          store_.limits};
            hold(must != Must::refuse, "I9", "a damaged store opens");
            look(engine);
            return Rare::damage_harmless;
        } catch (const StoreRefused& refused) {
            hold(must != Must::not_care && *refused.what() != '\0', "I9",
                 "a store that is whole does not open");
            return Rare::damage_refused;
        } catch (const StorageFailed&) {
            hold(must == Must::not_lie, "I9", "a damaged store is not called so");
        } catch (const SealBroken&) {
            hold(must == Must::not_lie, "I9", "a damaged store is not called so");
        }
        return Rare::damage_told_when_read;
    }

  private:
    void look(Engine& engine) const {
        hold(engine.position() == store_.fold.head().position(), "I2",
             "a damaged store is shorter, and nobody says so");
        for (const auto stream : store_.fold.streams()) {
            const auto live = engine.find(store_.organisation, stream);
            hold(live != nullptr && *live == *store_.fold.find(stream), "I6",
                 "a damaged store shows another state");
            if (const auto* booking = live->as<Booking>()) open_seal(engine, stream, *booking);
        }
    }

    static void open_seal(Engine& engine, StreamId stream, const Booking& booking) {
        const auto stored = engine.event(stream, booking.sealed_at.guests);
        hold(stored != nullptr, "I6", "a damaged store lacks an event");
        const auto& guests = booking.guests;
        if (!guests.empty()) (void)engine.open(stored->envelope.id, "guests/0", sealed_of(*stored));
    }

    [[nodiscard]] static Sealed sealed_of(const StoredEvent& stored) {
        return std::visit(
            []<class Fact>(const Fact& fact) {
                if constexpr (requires { fact.reference; }) return fact.guests.front().details;
                return Sealed{};
            },
            stored.event);
    }

    const AtRest& store_;
    fakes::SeededRandomness& chance_;
    fakes::SeededRandomness randomness_;
    mutable fakes::Faults faults_;
    fakes::MemoryLog log_{store_.log, faults_};
    fakes::MemoryDisk disk_{store_.disk, faults_};
};

struct Damage {
    Must (Trial::*act)();
    Rare tried;
};

constexpr Damage damages[] = {
    {&Trial::cut_log, Rare::damaged_log_cut},
    {&Trial::flip_record, Rare::damaged_record},
    {&Trial::flip_file, Rare::damaged_file},
    {&Trial::lose_file, Rare::damaged_file_lost},
    {&Trial::spoil_record, Rare::damaged_record_unreadable},
    {&Trial::spoil_row, Rare::damaged_row_unreadable},
    {&Trial::lose_derived, Rare::damaged_derived_lost},
};

}  // namespace

void try_damage(const AtRest& store, fakes::SeededRandomness& chance, Tally& tally) {
    if (store.log.records().empty()) return;
    const auto& damage = damages[chance.below(std::size(damages))];
    Trial trial{store, chance};
    if (trial.seen_by_witness() < store.log.records().size()) {
        tally.reached(Rare::witness_behind_log);
    }
    const auto must = (trial.*damage.act)();
    tally.reached(damage.tried);
    tally.reached(trial.outcome(must));
}

}  // namespace kalends::sim
