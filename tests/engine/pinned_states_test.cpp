#include "commands/engine/pinned_states.hpp"

#include <doctest/doctest.h>

#include <memory>

namespace pinned_states_test {

using namespace kalends;

namespace {

const StreamId host{StreamKind::host, IdBits{1, 1}};

SharedState at_revision(std::uint64_t revision) {
    StreamState state;
    state.revision = Revision{revision};
    return std::make_shared<const StreamState>(std::move(state));
}

}  // namespace

TEST_CASE("a state is kept while anybody holds its stream, and no longer") {
    PinnedStates states;
    states.note(host, at_revision(1));
    CHECK(states.find(host) == nullptr);
    {
        const auto pin = states.pin(host);
        states.note(host, at_revision(1));
        {
            const auto another = states.pin(host);
            states.note(host, at_revision(2));
        }
        REQUIRE(states.find(host) != nullptr);
        CHECK((*states.find(host))->revision == Revision{2});
    }
    CHECK(states.find(host) == nullptr);
    CHECK(states.size() == 0);
}

TEST_CASE("a stream that is under way is held until it arrives, whoever has lost interest") {
    PinnedStates states;
    {
        const auto pin = states.pin(host);
    }
    states.await(host);
    CHECK(states.is_under_way(host));
    CHECK(states.find(host) == nullptr);
    CHECK(states.arrive(host, at_revision(1))->revision == Revision{1});
    CHECK(states.size() == 0);
}

TEST_CASE("what arrives does not replace what the log has made of it meanwhile") {
    PinnedStates states;
    const auto pin = states.pin(host);
    states.await(host);
    states.note(host, at_revision(2));
    CHECK(states.arrive(host, at_revision(1))->revision == Revision{2});
    CHECK((*states.find(host))->revision == Revision{2});
    CHECK_FALSE(states.is_under_way(host));
}

TEST_CASE("a pin that is moved holds once") {
    PinnedStates states;
    auto first = states.pin(host);
    {
        const auto second = std::move(first);
        CHECK(states.size() == 1);
    }
    CHECK(states.size() == 0);
}

}  // namespace pinned_states_test
