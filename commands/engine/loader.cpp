#include "commands/engine/loader.hpp"

namespace kalends {
namespace {

class InPlaceLoader : public Loader {
  public:
    explicit InPlaceLoader(History& history) : history_{history} {}

    std::optional<SharedState> load(StreamId stream, Sequence until) override {
        return history_.fold_until(stream, until);
    }
    std::vector<Fetched> fetched() override { return {}; }

  private:
    History& history_;
};

}  // namespace

std::unique_ptr<Loader> load_in_place(History& history) {
    return std::make_unique<InPlaceLoader>(history);
}

}  // namespace kalends
