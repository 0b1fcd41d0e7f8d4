// ThreadSanitizer knows the threads of POSIX and not those of C11, which librdkafka makes: without
// these two, which come before those of the C library, it ends at the first.

#include <pthread.h>
#include <threads.h>

#include <cstdint>
#include <memory>

namespace {

struct Beginning {
    thrd_start_t run;
    void* with;
};

void* begin(void* beginning) {
    const std::unique_ptr<Beginning> from{static_cast<Beginning*>(beginning)};
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(from->run(from->with)));
}

}  // namespace

extern "C" int thrd_create(thrd_t* thread, thrd_start_t run, void* with) {
    auto beginning = std::make_unique<Beginning>(run, with);
    if (pthread_create(thread, nullptr, begin, beginning.get()) != 0) return thrd_error;
    (void)beginning.release();
    return thrd_success;
}

extern "C" int thrd_join(thrd_t thread, int* result) {
    void* returned = nullptr;
    if (pthread_join(thread, &returned) != 0) return thrd_error;
    if (result != nullptr) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(returned));
    return thrd_success;
}
