#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace kalends {

// A map that only grows, in two blocks of memory: its entries in the order in which they came, and
// a table of where they stand. So many small entries come and go without an allocation for each.
// An entry moves when the map grows. The hash must be good in its low bits, and seeded if callers
// choose the keys.
template <class Key, class Value, class Hash = std::hash<Key>>
class FlatMap {
  public:
    using Entry = std::pair<Key, Value>;

    explicit FlatMap(const Hash& hash = Hash{}) : hash_{hash} {}

    // Null if there is no such key.
    [[nodiscard]] const Value* find(const Key& key) const {
        if (entries_.empty()) return nullptr;
        const auto place = table_[seat_of(key)];
        return place == none ? nullptr : &entries_[place].second;
    }

    // The value of this key, a new one if there is none yet.
    Value& operator[](const Key& key) {
        if (2 * (entries_.size() + 1) > table_.size()) grow();
        auto& place = table_[seat_of(key)];
        if (place == none) {
            place = static_cast<std::uint32_t>(entries_.size());
            entries_.emplace_back(key, Value{});
        }
        return entries_[place].second;
    }

    [[nodiscard]] auto begin() const { return entries_.begin(); }
    [[nodiscard]] auto end() const { return entries_.end(); }
    [[nodiscard]] auto begin() { return entries_.begin(); }
    [[nodiscard]] auto end() { return entries_.end(); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    static constexpr std::size_t seats_at_first = 16;

    // Where the key stands in the table, or the free seat where it would.
    [[nodiscard]] std::size_t seat_of(const Key& key) const {
        const auto mask = table_.size() - 1;
        auto seat = hash_(key) & mask;
        while (table_[seat] != none && entries_[table_[seat]].first != key) {
            seat = (seat + 1) & mask;
        }
        return seat;
    }

    void grow() {
        table_.assign(std::max(seats_at_first, 2 * table_.size()), none);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            table_[seat_of(entries_[i].first)] = static_cast<std::uint32_t>(i);
        }
    }

    Hash hash_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> table_;  // a power of two of seats, at most half of them taken
};

}  // namespace kalends
