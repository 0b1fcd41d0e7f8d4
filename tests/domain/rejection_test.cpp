#include "domain/rejection.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace rejection_test {

using namespace kalends;

TEST_CASE("every rejection has a code of its own, in words joined by dashes") {
    std::set<std::string_view> codes;
    for (int r = 0; r < rejections; ++r) {
        const auto text = code(static_cast<Rejection>(r));
        CHECK(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
        codes.insert(text);
    }
    CHECK(codes.size() == rejections);
}

TEST_CASE("C2: the guards of every decision come first of all") {
    CHECK(Rejection::not_found < Rejection::forbidden);
    CHECK(Rejection::forbidden < Rejection::stale_revision);
    for (int r = static_cast<int>(Rejection::stale_revision) + 1; r < rejections; ++r) {
        CHECK(Rejection::stale_revision < static_cast<Rejection>(r));
    }
}

TEST_CASE("the rules list the reasons in their order") {
    std::string wanted;
    for (int r = 0; r < rejections; ++r) {
        wanted += (wanted.empty() ? "\n`" : "`, `") + std::string{code(static_cast<Rejection>(r))};
    }
    std::ifstream rules{KALENDS_SOURCE_DIR "/domain/RULES.md"};
    const std::string text{std::istreambuf_iterator<char>{rules}, {}};
    CHECK(text.find(wanted + "`.\n") != std::string::npos);
}

}  // namespace rejection_test
