#include "tests/schemas/resources/samples.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/schemas/requests/parsing.hpp"

namespace samples_test {

// The bytes of each sample stand in samples/, where tests/schemas/openapi_test.py holds them
// against the schemas. After a wanted change
//
//     KALENDS_WRITE_SAMPLES=1 build/tests/schemas_tests -tc="a resource is rendered*"
//
// writes them anew: look at the difference.

using namespace kalends;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path{__FILE__}.parent_path() / "samples";

std::string content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("a resource is rendered to the bytes of its sample") {
    std::set<std::string> names;
    for (const auto& [name, json] : rendered_samples()) {
        const auto path = folder / (name + ".json");
        names.insert(path.filename());
        if (std::getenv("KALENDS_WRITE_SAMPLES") != nullptr) std::ofstream{path} << json << '\n';
        CHECK(content_of(path) == json + "\n");
    }
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator{folder}) files.insert(entry.path().filename());
    CHECK(files == names);
}

TEST_CASE("a guest as a booking shows it can be sent back with a change") {
    JsonReader reader;
    const auto booking = rendered_samples().at("Booking");
    const auto guests = booking.substr(booking.find("\"guests\":[") + 10);
    const auto first = guests.substr(0, guests.find('}') + 1);
    CHECK(faults_of("Amend", R"({"guests":[)" + first + "]}") == "");
}

TEST_CASE("the digest of a key's secret is never shown") {
    for (const auto& [name, json] : rendered_samples()) {
        CHECK(json.find("never shown") == std::string::npos);
    }
}

TEST_CASE("what was taken away is not shown") {
    const auto booking = rendered_samples().at("Booking.cancelled");
    CHECK(booking.find("location") == std::string::npos);
    CHECK(booking.find("metadata") == std::string::npos);
}

TEST_CASE("every reason stands in the description of the API") {
    const auto api = content_of(folder / "../../../../schemas/openapi.yaml");
    for (int i = 0; i < rejections; ++i) {
        const std::string reason{code(static_cast<Rejection>(i))};
        CHECK(api.find("        - " + reason + "\n") != std::string::npos);
    }
}

}  // namespace samples_test
