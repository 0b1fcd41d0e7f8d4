// Prints the occurrences of rules, for `recurrence_test.py` to hold against its own. Each line of
// the input is a start in UTC and a rule; each line of the output is the starts in UTC, or what is
// wrong with the rule.

#include <iostream>
#include <sstream>
#include <string>

#include "domain/recurrence/occurrences.hpp"

namespace kalends {
namespace {

std::string answer(const std::string& start, const std::string& text) {
    const auto at = parse_instant(start);
    ensure(at.has_value(), "a line begins with an instant");
    const auto rule = parse_recurrence(text);
    if (!rule) return rule.error();
    const auto all = occurrences(*rule, *at, ZoneClock{"UTC"});
    if (!all) return all.error();
    std::string starts;
    for (const auto& one : *all) {
        if (!starts.empty()) starts.push_back(' ');
        append_text(starts, one.start);
    }
    return starts;
}

}  // namespace
}  // namespace kalends

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string start, rule; std::cin >> start >> rule;) {
        std::cout << kalends::answer(start, rule) << '\n';
    }
}
