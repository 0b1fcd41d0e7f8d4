#include "commands/engine/due_times.hpp"

#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace due_times_test {

using namespace kalends;
using kalends::testing::at;

namespace {

const Instant eight = at("2026-11-02T08:00:00Z");
const StreamId one{StreamKind::booking, {1, 1}};
const StreamId two{StreamKind::booking, {1, 2}};

}  // namespace

TEST_CASE("what has been due longest comes first, and not before its instant") {
    DueTimes due;
    due.apply({one, eight + Minutes{2}});
    due.apply({two, eight + Minutes{1}});
    CHECK(due.earliest() == eight + Minutes{1});
    CHECK_FALSE(due.first_due(eight));
    CHECK(due.first_due(eight + Minutes{1}) == two);
    CHECK(due.first_due(eight + Minutes{9}) == two);
}

TEST_CASE("a stream has one instant, and a change tells the one before") {
    DueTimes due;
    CHECK_FALSE(due.apply({one, eight}));
    CHECK(due.apply({one, eight + Minutes{5}}) == eight);
    CHECK(due.size() == 1);
    CHECK(due.apply({one, std::nullopt}) == eight + Minutes{5});
    CHECK_FALSE(due.earliest());
    CHECK_FALSE(due.apply({one, std::nullopt}));
}

TEST_CASE("B6: a stream that is put off is due later, and the log's instant is the one told") {
    DueTimes due;
    due.apply({one, eight});
    due.apply({two, eight + Minutes{1}});
    due.postpone(one, eight + Minutes{2});
    due.postpone({StreamKind::host, {1, 3}}, eight);
    CHECK(due.earliest() == eight + Minutes{1});
    CHECK(due.first_due(eight + Minutes{1}) == two);
    CHECK(due.apply({one, eight + Minutes{9}}) == eight);
    CHECK(due.apply({two, std::nullopt}) == eight + Minutes{1});
    CHECK(due.earliest() == eight + Minutes{9});
}

}  // namespace due_times_test
