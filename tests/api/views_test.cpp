#include "api/views.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/office/office.hpp"

namespace views_test {

using namespace kalends;
using kalends::testing::at;

namespace {

class Nothing : public View {
  public:
    explicit Nothing(const bool& is_broken) : is_broken_{is_broken} {}

    void make_tables() override {}
    void apply(const LoggedEvent&) override {
        if (is_broken_) throw std::runtime_error{"broken"};
    }

  private:
    const bool& is_broken_;
};

// Views of an office, which may have come to an end at different positions.
struct Followed {
    [[nodiscard]] std::unique_ptr<Runner> open(const std::vector<std::string>& names) const {
        std::vector<ViewKind> kinds;
        for (const auto& name : names) {
            kinds.push_back({name, 1, [this, name](Database&) {
                                 return std::make_unique<Nothing>(broken.at(name));
                             }});
        }
        return std::make_unique<Runner>(office.log, folder.path(), std::move(kinds),
                                        [](const std::string&, const std::string&) {});
    }
    // They come to the end of the log, and are closed.
    void follow(const std::vector<std::string>& names) {
        office.ask(office.book(at("2026-12-07T09:00:00Z") + Minutes{30 * booked++}));
        const auto runner = open(names);
        while (runner->step(1'000)) continue;
        runner->commit();
    }

    testing::Office office;
    fakes::TemporaryFolder folder;
    std::map<std::string, bool> broken{{"one", false}, {"other", false}};
    int booked = 0;
};

api::Answer ask_both(Runner& views) {
    return api::ask_views<Nothing, Nothing>(
        "one", "other", [](Nothing&, Nothing&) -> api::Answer { return api::ok("{}"); })(views);
}

}  // namespace

TEST_CASE("two views at different positions answer no question together until they are level") {
    Followed followed;
    followed.follow({"one", "other"});
    followed.follow({"other"});
    const auto runner = followed.open({"one", "other"});
    const auto refused = ask_both(*runner);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "view-filling");
    CHECK(refused.error().retryable);
    while (!runner->has_reached({})) runner->step(1);
    CHECK(ask_both(*runner));
}

TEST_CASE("two views of which one stands still answer no question together") {
    Followed followed;
    followed.follow({"one", "other"});
    followed.follow({"other"});
    followed.broken["one"] = true;
    const auto runner = followed.open({"one", "other"});
    while (runner->step(1)) continue;
    const auto refused = ask_both(*runner);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "view-stopped");
}

}  // namespace views_test
