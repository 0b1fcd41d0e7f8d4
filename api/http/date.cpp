#include "api/http/date.hpp"

#include <array>
#include <chrono>
#include <ctime>

namespace kalends::http {
namespace {

constexpr std::string_view weekdays = "SunMonTueWedThuFriSat";
constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";

class DateText {
  public:
    std::string_view at(long long unix_seconds) {
        if (unix_seconds != written_for_) write(unix_seconds);
        return {text_.data(), text_.size()};
    }

  private:
    void write(long long unix_seconds) {
        const std::chrono::sys_seconds at{std::chrono::seconds{unix_seconds}};
        const auto day = std::chrono::floor<std::chrono::days>(at);
        const std::chrono::year_month_day date{day};
        const std::chrono::hh_mm_ss clock{at - day};
        put(0, weekdays.substr(std::size_t{3} * std::chrono::weekday{day}.c_encoding(), 3));
        put_number(5, 2, static_cast<unsigned>(date.day()));
        put(8, months.substr(std::size_t{3} * (static_cast<unsigned>(date.month()) - 1), 3));
        put_number(12, 4, static_cast<unsigned>(static_cast<int>(date.year())));
        put_number(17, 2, static_cast<unsigned>(clock.hours().count()));
        put_number(20, 2, static_cast<unsigned>(clock.minutes().count()));
        put_number(23, 2, static_cast<unsigned>(clock.seconds().count()));
        written_for_ = unix_seconds;
    }

    void put(std::size_t at, std::string_view text) { text.copy(text_.data() + at, text.size()); }

    void put_number(std::size_t at, std::size_t width, unsigned value) {
        for (std::size_t i = width; i-- > 0; value /= 10) {
            text_[at + i] = static_cast<char>('0' + value % 10);
        }
    }

    long long written_for_ = -1;
    std::array<char, 29> text_ = std::to_array<char>(
        {'S', 'u', 'n', ',', ' ', '0', '0', ' ', 'J', 'a', 'n', ' ', '0', '0', '0',
         '0', ' ', '0', '0', ':', '0', '0', ':', '0', '0', ' ', 'G', 'M', 'T'});
};

}  // namespace

std::string_view date_at(long long unix_seconds) {
    thread_local DateText text;
    return text.at(unix_seconds);
}

std::string_view date_now() {
    return date_at(std::time(nullptr));
}

}  // namespace kalends::http
