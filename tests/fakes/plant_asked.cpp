#include "tests/fakes/plant_asked.hpp"

#include <cstdlib>
#include <string_view>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends::fakes {

void plant_asked() {
    const char* name = std::getenv("KALENDS_PLANT");
    if (name == nullptr) return;
#ifdef KALENDS_PLANTED_BUGS
    ensure(name == std::string_view{"head_moved_by_committer"},
           "the bug that is asked for is known");
    plant(PlantedBug::head_moved_by_committer);
#else
    ensure(false, "this build has planted bugs");
#endif
}

}  // namespace kalends::fakes
