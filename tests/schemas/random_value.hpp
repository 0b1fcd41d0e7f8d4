#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/rotation.hpp"
#include "domain/schedule.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/pack.hpp"

namespace kalends {

// Makes values of every listed type by chance, from a seed: any text that is UTF-8, any time from
// 1970 to 2999, lists short and sometimes empty, what may be absent sometimes absent,
// numbers never below zero.
class RandomValues {
  public:
    explicit RandomValues(std::uint64_t seed) : chance_{seed} {}

    std::uint64_t below(std::uint64_t limit) { return chance_() % limit; }

    template <class T>
    T make() {
        T value{};
        fill(value);
        return value;
    }

    template <class T>
    void fill(T& value) {
        if constexpr (std::same_as<T, bool>) {
            value = below(2) == 1;
        } else if constexpr (std::integral<T>) {
            constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
            value = static_cast<T>(chance_() >> below(64) & most & 0x7fff'ffff'ffff'ffffU);
        } else if constexpr (NamedEnum<T>) {
            value = static_cast<T>(below(enumerators<T>));
        } else if constexpr (CounterEnum<T>) {
            value = T{make<std::underlying_type_t<T>>()};
        } else if constexpr (std::same_as<T, Instant>) {
            value = Instant{Milliseconds{below(32'503'680'000'000)}};
        } else if constexpr (std::same_as<T, Date>) {
            value = Date{std::chrono::days{below(376'000)}};
        } else if constexpr (std::same_as<T, CivilMinute>) {
            value = CivilMinute{Minutes{below(541'000'000)}};
        } else if constexpr (std::same_as<T, Minutes>) {
            value = Minutes{below(100'000)};
        } else if constexpr (std::same_as<T, std::string>) {
            value = text();
        } else if constexpr (std::same_as<T, IdBits>) {
            value = {chance_(), chance_()};
        } else if constexpr (is_id<T>) {
            value = T{make<IdBits>()};
        } else if constexpr (std::same_as<T, StreamId>) {
            value = {static_cast<StreamKind>(1 + below(8)), make<IdBits>()};
        } else if constexpr (std::same_as<T, Position>) {
            value = {Partition{make<std::uint16_t>()}, Epoch{make<std::uint32_t>()},
                     Sequence{make<std::uint64_t>()}};
        } else if constexpr (std::same_as<T, Sealed>) {
            for (auto size = below(60); size > 0; --size) {
                value.bytes.push_back(static_cast<char>(below(256)));
            }
        } else if constexpr (std::same_as<T, Weekdays>) {
            value = {static_cast<std::uint8_t>(below(128))};
        } else if constexpr (std::same_as<T, TimeRange>) {
            value = {Minutes{below(1441)}, Minutes{below(1441)}};
        } else if constexpr (std::same_as<T, Calendar>) {
            for (auto size = below(30); size > 0; --size) value.add(make<Claim>());
        } else if constexpr (std::same_as<T, Usage>) {
            value = {static_cast<std::int64_t>(below(2'000)) - 1'000, Minutes{below(1'000'000)}};
        } else if constexpr (std::same_as<T, Tallies>) {
            for (auto size = below(30); size > 0; --size) value.add(make<DateTally>());
        } else if constexpr (std::same_as<T, Absences> || std::same_as<T, TakenTime> ||
                             std::same_as<T, BusyTime>) {
            value = *Via<T>::from(make<typename Via<T>::Form>());
        } else if constexpr (std::same_as<T, Balances>) {
            auto all = make<std::vector<HostBalance>>();
            std::ranges::sort(all, {}, &HostBalance::host);
            value = Balances{all};
        } else {
            fill_composed(value);
        }
    }

  private:
    template <class T>
    void fill_composed(T& value) {
        if constexpr (is_a<T, std::optional>) {
            if (below(2) == 1) fill(value.emplace());
        } else if constexpr (is_a<T, std::shared_ptr>) {
            value = std::make_shared<const std::remove_cvref_t<decltype(*value)>>(
                make<std::remove_cvref_t<decltype(*value)>>());
        } else if constexpr (is_a<T, std::vector>) {
            for (auto size = below(4); size > 0; --size) fill(value.emplace_back());
        } else if constexpr (is_a<T, std::map>) {
            for (auto size = below(4); size > 0; --size) {
                auto key = make<typename T::key_type>();
                value.insert_or_assign(std::move(key), make<typename T::mapped_type>());
            }
        } else if constexpr (is_a<T, std::variant>) {
            fill_alternative(value, below(std::variant_size_v<T>));
        } else {
            visit_fields<T>([&](const auto& field) {
                fill(value.*field.member);
                return true;
            });
        }
    }

    template <class... Alternative>
    void fill_alternative(std::variant<Alternative...>& value, std::size_t index) {
        std::size_t at = 0;
        const auto fill_if_at = [&]<class T>(std::type_identity<T>) {
            if (index == at++) value = make<T>();
        };
        (fill_if_at(std::type_identity<Alternative>{}), ...);
    }

    std::string text() {
        static constexpr std::string_view pieces[] = {
            "a",    "Z", "7",    " ",    "\"",     "\\",      "/",  "\n",       "\t",
            "\x01", "é", "\x7f", "漢字", "\u2028", "name\":", "😀", "\xc2\x80", {"\0", 1}};
        std::string made;
        for (auto size = below(12); size > 0; --size) made += pieces[below(std::size(pieces))];
        return made;
    }

    std::mt19937_64 chance_;
};

}  // namespace kalends
