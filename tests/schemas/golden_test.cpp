#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <vector>

#include "tests/schemas/note_event.hpp"
#include "tests/schemas/random_event.hpp"

namespace golden_test {

// One golden record per version of every event: what was once written stays readable for ever. They
// are added and never edited, since a release has stored their like:
//
//     KALENDS_ADD_GOLDEN=1 build/tests/schemas_tests -tc="every type of event has a golden record*"
//
// writes those that are missing, by chance, beside the test. Put something that people can read in
// their place, every field filled once, and commit them with the new type and its line in
// EVENTS.md.
//
// Where fields were added since, the record without them proves that old ones decode, and further
// ones have what was added: `<type>.full.json`, `<type>.rotating.json` for hosts that rotate, and
// `<type>.series.json` for an occurrence of a series, `<type>.seats.json` for the seats of
// sessions, `<type>.schedule.json` for the schedule of its hosts that a type names,
// `<type>.revision.json` for the revision of its type that amended answers were held to, and
// `<type>.attributes.json` for those of a host.

using namespace kalends;
namespace fs = std::filesystem;

namespace {

const fs::path folder = KALENDS_SOURCE_DIR "/tests/schemas/golden";

fs::path path_of(std::string_view type) {
    return folder / (std::string{type} + ".json");
}

// As many as there are.
std::vector<fs::path> paths_of(std::string_view type) {
    std::vector<fs::path> paths{path_of(type)};
    for (const auto* const more :
         {".full", ".rotating", ".series", ".seats", ".schedule", ".revision", ".attributes"}) {
        const auto path = path_of(std::string{type} + more);
        if (fs::exists(path)) paths.push_back(path);
    }
    return paths;
}

std::string content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// The names of all members, at any depth. In a text a quotation mark stands behind a backslash.
void add_member_names(std::set<std::string>& names, const std::string& json) {
    static const std::regex member{R"re([{,]"([a-z_]+)":)re"};
    for (std::sregex_iterator at{json.begin(), json.end(), member}; at != std::sregex_iterator{};
         ++at) {
        names.insert((*at)[1]);
    }
}

void add_missing() {
    fs::create_directories(folder);
    for (std::size_t type = 0; type < std::variant_size_v<Event>; ++type) {
        RandomValues values{type};
        const auto stored = random_event(values, type);
        const auto path = path_of(event_type(stored.event));
        if (fs::exists(path)) continue;
        std::string bytes;
        encode_event(bytes, stored.envelope, stored.event);
        std::ofstream{path, std::ios::binary} << bytes;
    }
}

}  // namespace

TEST_CASE("every type of event has a golden record and every golden record a type") {
    if (std::getenv("KALENDS_ADD_GOLDEN") != nullptr) add_missing();
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.insert(entry.path().filename());
    std::set<std::string> wanted;
    for (const auto type : event_types()) {
        for (const auto& path : paths_of(type)) wanted.insert(path.filename());
    }
    CHECK(names == wanted);
}

TEST_CASE("the catalogue page names every type of event") {
    const auto page = content_of(folder / "../../../schemas/EVENTS.md");
    for (const auto type : event_types()) {
        CAPTURE(type);
        CHECK(page.find("| `" + std::string{type} + "` |") != std::string::npos);
    }
}

TEST_CASE("a golden record decodes, and encodes to the same bytes unless it is of an old version") {
    std::set<std::string_view> newest;
    for (std::size_t type = 0; type < std::variant_size_v<Event>; ++type) {
        RandomValues values{type};
        newest.insert(event_type(random_event(values, type).event));
    }
    for (const auto type : event_types()) {
        for (const auto& path : paths_of(type)) {
            const auto bytes = content_of(path);
            CAPTURE(bytes);
            const auto stored = decode_event(bytes);
            note_event(bytes);
            if (!newest.contains(type)) continue;
            std::string again;
            encode_event(again, stored.envelope, stored.event);
            CHECK(again == bytes);
            CHECK(event_type(stored.event) == type);
        }
    }
}

TEST_CASE("every member that an event can have stands in a golden record") {
    std::set<std::string> pinned;
    for (const auto& entry : fs::directory_iterator{folder}) {
        add_member_names(pinned, content_of(entry.path()));
    }
    std::set<std::string> written;
    for (std::uint64_t i = 0; i < 20 * std::variant_size_v<Event>; ++i) {
        RandomValues values{i};
        const auto stored = random_event(values, i % std::variant_size_v<Event>);
        std::string bytes;
        encode_event(bytes, stored.envelope, stored.event);
        add_member_names(written, bytes);
    }
    CHECK(written.size() > 100);
    for (const auto& name : written) {
        CAPTURE(name);
        CHECK(pinned.contains(name));
    }
}

TEST_CASE("the subject of an event is found without reading the rest of it") {
    std::size_t without = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const auto bytes = content_of(entry.path());
        const auto streams = decode_event(bytes).envelope.streams;
        CAPTURE(entry.path().string());
        CHECK(subject_of(bytes) == (streams.empty() ? "" : to_text(streams.front().first)));
        if (streams.empty()) ++without;
    }
    CHECK(without == 2);
    // A member of that name among the facts is none of the event's own.
    CHECK(subject_of(R"({"type":"x","time":"t","data":{"of":"y","subject":"sub_1","time":""}})") ==
          "");
}

}  // namespace golden_test
