#include "adapters/kafka/endings.hpp"

#include <doctest/doctest.h>

#include <future>

#include "tests/adapters/kafka/mock_brokers.hpp"

namespace endings_test {

using namespace kalends;
using namespace kalends::kafka;
using testing::Bell;

TEST_CASE("what ends is waited for, and hangs no more") {
    Endings endings;
    bool has_ended = false;
    endings.start([&] { has_ended = true; }, std::chrono::minutes{1});
    CHECK(has_ended);
    CHECK(endings.hanging() == 0);
}

TEST_CASE("what hangs in ending is not waited for, but counted until it ends") {
    std::promise<void> let_go;
    const std::shared_future<void> is_let_go{let_go.get_future()};
    Endings endings;
    for (int i = 1; i <= 3; ++i) {
        endings.start([is_let_go] { is_let_go.wait(); }, {});
        CHECK(endings.hanging() == i);
    }
    let_go.set_value();
    CHECK(Bell{}.wait_until([&] { return endings.hanging() == 0; }));
}

TEST_CASE("what hangs in ending may do so for longer than whoever ended it is there") {
    std::promise<void> let_go;
    std::promise<void> ended;
    {
        Endings endings;
        endings.start(
            [is_let_go = let_go.get_future().share(), ended = &ended] {
                is_let_go.wait();
                ended->set_value();
            },
            {});
    }
    let_go.set_value();
    ended.get_future().wait();
}

}  // namespace endings_test
