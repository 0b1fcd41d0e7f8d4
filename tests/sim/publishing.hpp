#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/kafka/publisher.hpp"
#include "tests/fakes/memory_disk.hpp"
#include "tests/fakes/memory_log.hpp"
#include "tests/fakes/memory_topic.hpp"
#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// The publisher of a simulated process, and brokers as nasty as real ones, which outlive it. Holds
// the topic against the log with each message: first occurrences are the log, in order (I8), unless
// it was made again behind the producer's back; then the publisher stops until it is made anew.
class Publishing {
  public:
    // Log and disk outlive it.
    Publishing(std::uint64_t seed, fakes::MemoryLog& log, fakes::MemoryDisk& disk, Tally& tally);

    // Belong to the process, as what follows: they throw what its I/O throws.
    void start();
    // One thing that brokers do, and a step of the publisher.
    void act();
    // Brokers do what they should, until the whole log stands on the topic.
    void finish();
    void close() { publisher_->close(); }

    void process_ended();
    // From here on brokers do what they should.
    void calm();
    // Whether it is in a step, or was when a crash ended it.
    [[nodiscard]] bool is_in_step() const { return is_in_step_; }
    // How far the topic is the log.
    [[nodiscard]] std::uint64_t seen() const { return seen_; }

  private:
    void step();
    void brokers_act();
    void brokers_go_wrong();
    void lose_last();
    void turn_away();
    void make_again(bool is_noticed);
    void mend_gap();
    [[nodiscard]] bool may_repeat() const;
    void heard(const fakes::MemoryTopic::Message& message);
    [[nodiscard]] bool is_gap_taken(std::uint64_t first_kept) const;
    void learn_log();

    fakes::SeededRandomness chance_;
    fakes::MemoryLog& log_;
    fakes::MemoryDisk& disk_;
    Tally& tally_;
    fakes::MemoryTopic topic_;
    kafka::PublisherLimits limits_;
    kafka::Time now_{};
    bool is_calm_ = false;
    bool is_away_ = false;
    bool is_in_step_ = false;
    bool is_late_ = false;             // a batch is on its way whose producer may be gone
    std::vector<std::string> events_;  // of the log, as far as it was looked at
    std::size_t records_ = 0;          // which are so many of its records
    std::uint64_t seen_ = 0;           // events of the log that stand on the topic, from the first
    bool is_made_again_ = false;       // and the producer was not told
    bool has_gap_ = false;             // the topic that was made again, at its beginning
    std::unique_ptr<kafka::Publisher> publisher_;
};

}  // namespace kalends::sim
