#include "tests/fakes/plant_asked.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends::fakes {
namespace {

#ifdef KALENDS_PLANTED_BUGS
struct Asked {
    std::string_view name;
    PlantedBug bug;
};

constexpr Asked known[] = {
    {"head_moved_by_committer", PlantedBug::head_moved_by_committer},
    {"cursor_before_delivery_report", PlantedBug::cursor_before_delivery_report},
    {"new_producer_without_tail", PlantedBug::new_producer_without_tail},
};
#endif

}  // namespace

void plant_asked() {
    const char* name = std::getenv("KALENDS_PLANT");
    if (name == nullptr) return;
#ifdef KALENDS_PLANTED_BUGS
    const auto* asked = std::ranges::find(known, name, &Asked::name);
    ensure(asked != std::end(known), "the bug that is asked for is known");
    plant(asked->bug);
#else
    ensure(false, "this build has planted bugs");
#endif
}

}  // namespace kalends::fakes
