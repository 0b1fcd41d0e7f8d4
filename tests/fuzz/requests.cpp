#include "domain/check.hpp"
#include "schemas/requests/bounds.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/schemas/requests/parsing.hpp"

// The body of a request: for each parser it is a command, or it has faults, each with its place.

using namespace kalends;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static JsonReader reader;
    const auto body = reader.parse(fuzz::text_of(bytes, size));
    if (!body) return 0;
    for (const auto& [schema, faults_of] : parsers()) {
        const auto faults = faults_of(*body);
        if (!faults) continue;
        ensure(!faults->empty(), "what is refused has a fault");
        ensure(faults->size() <= bounds::faults_max, "faults are within their bound");
        for (const auto& fault : *faults) {
            ensure(fault.pointer.empty() || fault.pointer.starts_with('/'),
                   "a fault stands at a JSON pointer");
        }
    }
    return 0;
}
