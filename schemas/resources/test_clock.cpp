#include "schemas/resources/test_clock.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {

void append_test_clock(std::string& out, Instant now, bool is_running) {
    ResourceObject object{out};
    object.member("now", now);
    object.member("running", is_running);
}

}  // namespace kalends
