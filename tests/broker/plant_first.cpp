// Linked to the program's main, which knows of no planted bug: plants one before main begins.

#include <cstdlib>

#include "tests/fakes/plant_asked.hpp"

namespace {

const bool is_done = [] {
    kalends::fakes::plant_asked();
    // Else the program would take it for a setting.
    unsetenv("KALENDS_PLANT");
    return true;
}();

}  // namespace
