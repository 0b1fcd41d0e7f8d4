#include "domain/planted_bugs.hpp"

#ifdef KALENDS_PLANTED_BUGS
#include <atomic>

namespace kalends {
namespace {

std::atomic<PlantedBug> standing{PlantedBug::none};

}  // namespace

void plant(PlantedBug bug) {
    standing.store(bug);
}

bool planted(PlantedBug bug) {
    return standing.load(std::memory_order_relaxed) == bug;
}

}  // namespace kalends
#endif
