#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "schemas/envelope.hpp"
#include "schemas/events/all.hpp"
#include "schemas/events/definitions.hpp"
#include "schemas/json/reader.hpp"

namespace event_schemas_test {

// The JSON Schema of each type of event is made from the list of its fields, so that it cannot say
// anything else:
//
//     KALENDS_WRITE_SCHEMAS=1 build/tests/schemas_tests -tc="the JSON Schema of an event*"
//
// writes all files but event.json, whose subject is what the codec of envelopes does by hand. What
// is written must be put beside the change that brought it about. The schema of an old version
// stays as it is when its type is no longer written.

using namespace kalends;
namespace fs = std::filesystem;

namespace {

const fs::path folder = KALENDS_SOURCE_DIR "/schemas/json-schemas";
constexpr std::size_t columns_max = 100;
constexpr std::string_view dialect =
    R"({"$schema":"https://json-schema.org/draft/2020-12/schema",)";

std::string content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// On one line, with spaces after commas and colons.
std::string on_one_line(JsonValue value) {
    std::string out;
    const auto append_each = [&out](auto range, auto append) {
        std::string_view before;
        for (const auto item : range) {
            out.append(std::exchange(before, ", "));
            append(item);
        }
    };
    if (value.kind() == JsonKind::object) {
        out.push_back('{');
        append_each(value.members(), [&out](JsonMember member) {
            append_json_text(out, member.name);
            out.append(": ").append(on_one_line(member.value));
        });
        out.push_back('}');
    } else if (value.kind() == JsonKind::array) {
        out.push_back('[');
        append_each(value.elements(), [&out](JsonValue item) { out.append(on_one_line(item)); });
        out.push_back(']');
    } else if (const auto text = value.text()) {
        append_json_text(out, *text);
    } else {
        append_json_integer(out, value.integer().value());
    }
    return out;
}

// As people read it: what fits its line, of which so much is taken already, stands on one.
std::string laid_out(JsonValue value, std::size_t indent = 0, std::size_t taken = columns_max) {
    auto line = on_one_line(value);
    const bool is_object = value.kind() == JsonKind::object;
    if (taken + line.size() + 1 <= columns_max) return line;
    if (!is_object && value.kind() != JsonKind::array) return line;
    const std::string margin(indent + 2, ' ');
    std::string out(1, is_object ? '{' : '[');
    std::string_view end = "\n";
    for (const auto member : value.members()) {
        out.append(std::exchange(end, ",\n")).append(margin);
        append_json_text(out, member.name);
        const auto before = margin.size() + member.name.size() + 4;
        out.append(": ").append(laid_out(member.value, margin.size(), before));
    }
    for (const auto item : value.elements()) {
        out.append(std::exchange(end, ",\n")).append(margin);
        out.append(laid_out(item, margin.size(), margin.size()));
    }
    return out.append("\n").append(indent, ' ').append(1, is_object ? '}' : ']');
}

// When an event of this type comes about, as the catalogue says it.
std::string_view said_of(std::string_view type, std::string_view page) {
    const auto row = "| `" + std::string{type} + "` | ";
    const auto at = page.find(row);
    REQUIRE(at != std::string_view::npos);
    page.remove_prefix(at + row.size());
    return page.substr(0, page.find(" |"));
}

template <Named Fact>
std::string schema_of(std::string_view page) {
    std::string schema{dialect};
    append_json_text(schema.append(R"("title":)"), shape<Fact>.name);
    append_json_text(schema.append(R"(,"description":)"), said_of(shape<Fact>.name, page));
    append_json_text(schema.append(R"(,"$ref":"event.json","properties":{"type":{"const":)"),
                     shape<Fact>.name);
    schema.append(R"(},"data":{"$ref":"event.json#/$defs/data",)");
    append_members_schema<Fact>(schema);
    return schema.append("}}}");
}

std::string definitions() {
    std::string schema{dialect};
    schema.append(R"("title":"what events are made of","$defs":)");
    const auto start = schema.size();
    std::apply(
        [&schema]<class... T>(const T&...) {
            const auto append = [&schema]<class Value>(std::type_identity<Value>) {
                append_json_text(schema.append(","), definition_name<Value>);
                append_definition<Value>(schema.append(":"));
            };
            (append(std::type_identity<T>{}), ...);
        },
        SharedDefinitions{});
    close_json(schema, start, '{', '}');
    return schema.append("}");
}

template <class... Fact>
std::vector<std::pair<std::string, std::string>> all_schemas(std::variant<Fact...>*) {
    const auto page = content_of(folder / "../EVENTS.md");
    return {{"definitions.json", definitions()},
            {std::string{shape<Fact>.name} + ".json", schema_of<Fact>(page)}...};
}

}  // namespace

TEST_CASE("the JSON Schema of an event is the one that its list of fields makes") {
    const bool writes = std::getenv("KALENDS_WRITE_SCHEMAS") != nullptr;
    JsonReader reader;
    for (const auto& [name, schema] : all_schemas(static_cast<Event*>(nullptr))) {
        CAPTURE(name);
        const auto parsed = reader.parse(schema);
        REQUIRE(parsed.has_value());
        const auto expected = laid_out(*parsed) + "\n";
        if (writes) std::ofstream{folder / name, std::ios::binary} << expected;
        CHECK(content_of(folder / name) == expected);
    }
}

TEST_CASE("every type of event has a JSON Schema and every JSON Schema a type") {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.insert(entry.path().filename());
    std::set<std::string> wanted{"definitions.json", "event.json"};
    for (const auto type : event_types()) wanted.insert(std::string{type} + ".json");
    CHECK(names == wanted);
}

}  // namespace event_schemas_test
