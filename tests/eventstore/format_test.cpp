// The example of eventstore/FORMAT.md is what the code writes.

#include <doctest/doctest.h>

#include <charconv>
#include <fstream>

#include "eventstore/log_head.hpp"
#include "eventstore/record_writer.hpp"

namespace format_test {

using namespace kalends;

namespace {

std::string example_record() {
    RecordWriter writer{LogHead{}};
    CommandEntry entry;
    entry.organisation = OrganisationId{IdBits{0x0197'0000'0000'0001, 1}};
    entry.actor_kind = ActorCode{1};
    entry.actor = IdBits{0x0197'0000'0000'0002, 2};
    entry.id = CommandId{IdBits{0x0197'0000'0000'0003, 3}};
    entry.name = "book";
    entry.target = {StreamKind::booking, IdBits{0x0197'0000'0000'0004, 4}};
    entry.hashed_with = SecretNumber{2};
    entry.idempotency = KeyedDigest{{0xaa, 0xbb}};
    entry.request = KeyedDigest{{0xcc, 0xdd}};
    entry.changed = true;
    writer.add_command(entry);
    writer.add_event(R"({"type":"booking.confirmed.v1"})");
    return writer.finish(Instant{Milliseconds{1'796'115'600'000}});
}

// Two digits a byte; what follows two spaces is words.
std::string bytes_of_line(const std::string& line) {
    std::string bytes;
    const auto digits = line.substr(0, line.find("  "));
    for (std::size_t i = 0; i + 1 < digits.size(); i += digits[i] == ' ' ? 1 : 2) {
        if (digits[i] == ' ') continue;
        std::uint8_t byte = 0;
        const auto* at = digits.data() + i;
        REQUIRE(std::from_chars(at, at + 2, byte, 16).ptr == at + 2);
        bytes.push_back(static_cast<char>(byte));
    }
    return bytes;
}

std::string documented_record() {
    std::ifstream file{KALENDS_SOURCE_DIR "/eventstore/FORMAT.md"};
    std::string bytes;
    bool is_inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```"))
            is_inside = line == "```hex";
        else if (is_inside)
            bytes += bytes_of_line(line);
    }
    return bytes;
}

}  // namespace

TEST_CASE("the documented example is byte for byte what is written, and is accepted") {
    const auto documented = documented_record();
    CHECK(documented == example_record());
    Sha256 sha;
    CHECK(accept(sha, LogHead{}, documented));
}

}  // namespace format_test
