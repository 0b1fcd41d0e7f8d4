#include "domain/time.hpp"

#include <array>
#include <cstdint>

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::year_month_day;

constexpr int year_min = 1970;
constexpr int year_max = 2999;
constexpr Interval written_years{
    std::chrono::sys_days{std::chrono::year{year_min} / std::chrono::January / 1},
    std::chrono::sys_days{std::chrono::year{year_max + 1} / std::chrono::January / 1},
};

// Each puts its digits at `to` and gives the place after them.
char* put_padded(char* to, unsigned value, unsigned width) {
    for (unsigned i = width; i-- > 0;) {
        to[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return to + width;
}

char* put(char* to, char c) {
    *to = c;
    return to + 1;
}

template <class Days>
char* put_date(char* to, Days date) {
    const year_month_day parts{date};
    to = put_padded(to, static_cast<unsigned>(static_cast<int>(parts.year())), 4);
    to = put_padded(put(to, '-'), static_cast<unsigned>(parts.month()), 2);
    return put_padded(put(to, '-'), static_cast<unsigned>(parts.day()), 2);
}

char* put_clock(char* to, Minutes since_midnight) {
    to = put_padded(to, static_cast<unsigned>(since_midnight.count() / 60), 2);
    return put_padded(put(to, ':'), static_cast<unsigned>(since_midnight.count() % 60), 2);
}

// Takes the pieces of a time off the front of a text; `failed` stays set once one did not fit.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_{text} {}

    int number(std::size_t digits) {
        int value = 0;
        if (rest_.size() < digits) failed_ = true;
        for (std::size_t i = 0; i < digits && !failed_; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') failed_ = true;
            value = value * 10 + (rest_[i] - '0');
        }
        if (!failed_) rest_.remove_prefix(digits);
        return value;
    }

    int number_up_to(std::size_t digits, int limit) {
        const int value = number(digits);
        if (value > limit) failed_ = true;
        return value;
    }

    bool next_is(char wanted) {
        if (failed_ || !rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char wanted) {
        if (!next_is(wanted)) failed_ = true;
    }

    std::chrono::local_days date() {
        const int year = number(4);
        expect('-');
        const int month = number(2);
        expect('-');
        const int day = number(2);
        const year_month_day parts{std::chrono::year{year},
                                   std::chrono::month{static_cast<unsigned>(month)},
                                   std::chrono::day{static_cast<unsigned>(day)}};
        if (!parts.ok() || year < year_min || year > year_max) failed_ = true;
        return failed_ ? Date{} : Date{parts};
    }

    Minutes clock() {
        const int hour = number_up_to(2, 23);
        expect(':');
        return Minutes{hour * 60 + number_up_to(2, 59)};
    }

    // A fraction of a second of one to three digits; finer ones may only carry zeros.
    Milliseconds fraction() {
        if (!next_is('.')) return Milliseconds{0};
        int value = 0;
        int digits = 0;
        // What has failed takes no more digits off the text.
        for (; !failed_ && !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; ++digits) {
            const int digit = number(1);
            if (digits < 3) value = value * 10 + digit;
            if (digits >= 3 && digit != 0) failed_ = true;
        }
        if (digits == 0 || digits > 9) failed_ = true;
        for (; digits < 3; ++digits) value *= 10;
        return Milliseconds{value};
    }

    Minutes offset() {
        if (next_is('Z') || next_is('z')) return Minutes{0};
        const bool behind = next_is('-');
        if (!behind) expect('+');
        const Minutes ahead = clock();
        return behind ? -ahead : ahead;
    }

    [[nodiscard]] bool is_done() const { return !failed_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

void append_text(std::string& out, Instant at) {
    const auto day = floor<days>(at);
    const auto in_day = at - day;
    const auto minutes = floor<Minutes>(in_day);
    const auto seconds = floor<Seconds>(in_day - minutes);
    const auto rest = in_day - minutes - seconds;
    std::array<char, 24> text;
    char* end = put_clock(put(put_date(text.data(), day), 'T'), minutes);
    end = put_padded(put(end, ':'), static_cast<unsigned>(seconds.count()), 2);
    if (rest.count() != 0) {
        end = put_padded(put(end, '.'), static_cast<unsigned>(rest.count()), 3);
    }
    out.append(text.data(), put(end, 'Z'));
}

std::string to_text(Instant at) {
    std::string text;
    text.reserve(24);
    append_text(text, at);
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    Reader reader{text};
    const Date date = reader.date();
    if (!reader.next_is('T')) reader.expect('t');
    const Minutes clock = reader.clock();
    reader.expect(':');
    const Seconds seconds{reader.number_up_to(2, 59)};
    const Milliseconds fraction = reader.fraction();
    const Minutes offset = reader.offset();
    if (!reader.is_done()) return std::nullopt;
    const Instant at{date.time_since_epoch() + clock + seconds + fraction - offset};
    // An offset may lead out of the years, to what could be written and not be read again.
    return at < written_years.start || written_years.end <= at ? std::nullopt : std::optional{at};
}

void append_text(std::string& out, Date date) {
    std::array<char, 10> text;
    out.append(text.data(), put_date(text.data(), date));
}

std::string to_text(Date date) {
    std::string text;
    append_text(text, date);
    return text;
}

std::optional<Date> parse_date(std::string_view text) {
    Reader reader{text};
    const Date date = reader.date();
    if (!reader.is_done()) return std::nullopt;
    return date;
}

void append_text(std::string& out, CivilMinute minute) {
    const auto day = floor<days>(minute);
    std::array<char, 16> text;
    out.append(text.data(), put_clock(put(put_date(text.data(), day), 'T'), minute - day));
}

std::string to_text(CivilMinute minute) {
    std::string text;
    append_text(text, minute);
    return text;
}

std::optional<CivilMinute> parse_civil_minute(std::string_view text) {
    Reader reader{text};
    const Date date = reader.date();
    reader.expect('T');
    const Minutes clock = reader.clock();
    if (!reader.is_done()) return std::nullopt;
    return CivilMinute{date.time_since_epoch() + clock};
}

}  // namespace kalends
