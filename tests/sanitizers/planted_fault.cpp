// Commits the fault that its argument names. Built under sanitizers only: they must report it.
#include <limits>
#include <memory>
#include <string_view>
#include <thread>

namespace {

int use_after_free() {
    auto owner = std::make_unique<int>(1);
    int* volatile freed = owner.get();
    owner.reset();
    return *freed;
}

int overflow() {
    volatile int largest = std::numeric_limits<int>::max();
    return largest + 1;
}

int race() {
    int shared = 0;
    std::jthread other{[&shared] { ++shared; }};
    return ++shared;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string_view fault = count == 2 ? arguments[1] : "";
    if (fault == "use-after-free") return use_after_free();
    if (fault == "overflow") return overflow();
    if (fault == "race") return race();
    return 2;
}
