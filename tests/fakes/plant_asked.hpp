#pragma once

namespace kalends::fakes {

// In a build with planted bugs, plants the one that the variable KALENDS_PLANT names, if it is
// there: so that whoever runs a test can see that it catches the bug.
void plant_asked();

}  // namespace kalends::fakes
