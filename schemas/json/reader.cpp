#include "schemas/json/reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "schemas/json/fault_place.hpp"

namespace kalends {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using Nodes = std::vector<JsonNode>;

// One bit for each name of an object: only where two share it need names be compared.
class NamesSeen {
  public:
    bool may_have(std::string_view name) {
        const std::size_t mixed = name.empty() ? 0 : name.size() * 7 + mix(name);
        const std::uint64_t bit = std::uint64_t{1} << (mixed % 64);
        const bool is_seen = (bits_ & bit) != 0;
        bits_ |= bit;
        return is_seen;
    }

  private:
    static std::size_t mix(std::string_view name) {
        const auto at = [&](std::size_t i) {
            return std::size_t{static_cast<unsigned char>(name[i])};
        };
        return at(0) * 31 + at(name.size() / 2) * 17 + at(name.size() - 1) * 5;
    }
    std::uint64_t bits_ = 0;
};

// Copies the parser's document into nodes.
class Flattening {
  public:
    explicit Flattening(Nodes& nodes) : nodes_{nodes} {}

    void add(element value) {
        switch (value.type()) {
            case element_type::OBJECT:
                return add_object(value.get_object().value_unsafe());
            case element_type::ARRAY:
                return add_array(value.get_array().value_unsafe());
            case element_type::STRING:
                return put_text(value.get_string().value_unsafe());
            case element_type::INT64:
                put(JsonKind::integer).integer = value.get_int64().value_unsafe();
                return;
            case element_type::BOOL:
                put(JsonKind::boolean).boolean = value.get_bool().value_unsafe();
                return;
            case element_type::NULL_VALUE:
                put(JsonKind::null);
                return;
            case element_type::UINT64:
            case element_type::DOUBLE:
                put(JsonKind::number).number = value.get_double().value_unsafe();
                return;
        }
    }

    // The index of the second of two members of the same name, if any object has two.
    [[nodiscard]] std::optional<std::size_t> duplicate() const { return duplicate_; }

  private:
    // Filled in place: a node made elsewhere and copied costs as much again as all of parsing.
    JsonNode& put(JsonKind kind) {
        JsonNode& node = nodes_.emplace_back();
        node.kind = kind;
        node.span = 1;
        return node;
    }

    void put_text(std::string_view text) {
        JsonNode& node = put(JsonKind::text);
        node.size = static_cast<std::uint32_t>(text.size());
        node.text = text.data();
    }

    void add_array(simdjson::dom::array elements) {
        const auto place = open(JsonKind::array);
        std::uint32_t size = 0;
        for (const element value : elements) {
            add(value);
            ++size;
        }
        close(place, size);
    }

    void add_object(simdjson::dom::object members) {
        const auto place = open(JsonKind::object);
        std::uint32_t size = 0;
        NamesSeen seen;
        bool is_suspect = false;
        for (const auto [name, value] : members) {
            put_text(name);
            if (seen.may_have(name)) is_suspect |= size >= walked_max || is_earlier(place, size);
            add(value);
            ++size;
        }
        close(place, size);
        if (is_suspect) look_for_duplicate(place);
    }

    // Whether the name put last is also that of one of the `size` members of the object before it.
    [[nodiscard]] bool is_earlier(std::size_t place, std::uint32_t size) const {
        const JsonNode* earlier = &nodes_[place] + 1;
        for (std::uint32_t i = 0; i < size; ++i, earlier = (earlier + 1)->after()) {
            if (earlier->as_text() == nodes_.back().as_text()) return true;
        }
        return false;
    }

    std::size_t open(JsonKind kind) {
        put(kind);
        return nodes_.size() - 1;
    }

    void close(std::size_t place, std::uint32_t size) {
        nodes_[place].size = size;
        nodes_[place].span = static_cast<std::uint32_t>(nodes_.size() - place);
    }

    // Sorted, so that an object of very many members costs no more than its share.
    void look_for_duplicate(std::size_t place) {
        names_.clear();
        const JsonNode* name = &nodes_[place] + 1;
        for (std::uint32_t i = 0; i < nodes_[place].size; ++i, name = (name + 1)->after()) {
            names_.push_back(name);
        }
        std::stable_sort(names_.begin(), names_.end(), [](const JsonNode* a, const JsonNode* b) {
            return a->as_text() < b->as_text();
        });
        const auto found = std::adjacent_find(
            names_.begin(), names_.end(),
            [](const JsonNode* a, const JsonNode* b) { return a->as_text() == b->as_text(); });
        if (found == names_.end() || duplicate_) return;
        duplicate_ = static_cast<std::size_t>(*std::next(found) - nodes_.data()) + 1;
    }

    // In an object with more members than these, those before are not looked through each time.
    static constexpr std::uint32_t walked_max = 64;
    Nodes& nodes_;
    std::vector<const JsonNode*> names_;
    std::optional<std::size_t> duplicate_;
};

void append_step(std::string& pointer, std::string_view name) {
    pointer.push_back('/');
    for (const char c : name) {
        if (c == '~') {
            pointer.append("~0");
        } else if (c == '/') {
            pointer.append("~1");
        } else {
            pointer.push_back(c);
        }
    }
}

// Goes one step down from `node` towards `target`, which it holds, and appends the step.
const JsonNode* step_towards(const JsonNode* node, const JsonNode* target, std::string& pointer) {
    const bool has_names = node->kind == JsonKind::object;
    const JsonNode* child = node + 1;
    for (std::size_t i = 0;; ++i) {
        const JsonNode* value = has_names ? child + 1 : child;
        if (target < value->after()) {
            append_step(pointer, has_names ? std::string{child->as_text()} : std::to_string(i));
            return value;
        }
        child = value->after();
    }
}

}  // namespace

std::optional<JsonValue> JsonValue::find(std::string_view name) const {
    for (const auto member : members()) {
        if (member.name == name) return member.value;
    }
    return std::nullopt;
}

std::string JsonValue::pointer() const {
    std::string pointer;
    for (const JsonNode* at = root_; at != node_;) at = step_towards(at, node_, pointer);
    return pointer;
}

struct JsonReader::Parser {
    simdjson::dom::parser dom;
    Nodes nodes;
};

JsonReader::JsonReader() : parser_{std::make_unique<Parser>()} {}
JsonReader::~JsonReader() = default;

Result<JsonValue, JsonFault> JsonReader::parse(std::string_view bytes, std::size_t first_line) {
    constexpr std::size_t capacity_first = 4096;
    auto& [dom, nodes] = *parser_;
    if (dom.capacity() == 0 && dom.allocate(capacity_first, json_depth_max)) throw std::bad_alloc{};
    element root;
    if (bytes.empty()) bytes = " ";  // The parser copies, and there must be something to copy from.
    if (const auto error = dom.parse(bytes.data(), bytes.size()).get(root)) {
        if (error == simdjson::MEMALLOC) throw std::bad_alloc{};
        return fault_of(bytes, first_line);
    }
    nodes.clear();
    Flattening flattening{nodes};
    flattening.add(root);
    if (const auto second = flattening.duplicate()) {
        const JsonValue value{nodes.data(), nodes.data() + *second};
        return JsonFault{value.pointer(), "is there twice"};
    }
    return JsonValue{nodes.data(), nodes.data()};
}

// What cannot be held is pointed at in a text that ends with it, which then can be read.
JsonFault JsonReader::fault_of(std::string_view bytes, std::size_t first_line) {
    const auto place = fault_place(bytes);
    if (!place) return {"", "is not JSON that can be read"};
    if (place->ending.empty()) return {"", told(bytes, *place, first_line)};
    const auto readable = parse(std::string{bytes.substr(0, place->offset)} + place->ending);
    if (!readable) return readable.error();
    const auto& nodes = parser_->nodes;
    return {JsonValue{nodes.data(), &nodes.back()}.pointer(), std::string{place->what}};
}

bool is_utf8(std::string_view bytes) {
    return simdjson::validate_utf8(bytes);
}

}  // namespace kalends
