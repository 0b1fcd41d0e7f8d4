#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "domain/result.hpp"

namespace kalends {

// Why a JSON text is not what it should be, and where: `pointer` is a JSON pointer (RFC 6901),
// empty for the text as a whole; `message` continues the sentence "this value …".
struct JsonFault {
    std::string pointer;
    std::string message;

    bool operator==(const JsonFault&) const = default;
};

// `number` is one that is no 64-bit integer; of what we ask for only answers to questions may be
// such.
enum class JsonKind : std::uint8_t { null, boolean, integer, number, text, array, object };

// A parsed text is one array of nodes: a value is followed by all that it holds, and a member by
// its name (a text) and then its value.
struct JsonNode {
    JsonKind kind;
    std::uint32_t size;  // bytes of a text, elements of an array, members of an object
    std::uint32_t span;  // nodes of the value with all that it holds
    union {
        std::int64_t integer;
        double number;
        bool boolean;
        const char* text;
    };

    [[nodiscard]] std::string_view as_text() const { return {text, size}; }
    [[nodiscard]] const JsonNode* after() const { return this + span; }
};

struct JsonMember;

// One value of a parsed text: a view, valid until its reader parses again or is gone. Asked for a
// kind that it is not, it answers with nothing.
class JsonValue {
  public:
    [[nodiscard]] JsonKind kind() const { return node_->kind; }
    [[nodiscard]] std::optional<bool> boolean() const {
        if (kind() != JsonKind::boolean) return std::nullopt;
        return node_->boolean;
    }
    [[nodiscard]] std::optional<std::int64_t> integer() const {
        if (kind() != JsonKind::integer) return std::nullopt;
        return node_->integer;
    }
    // The nearest that a double can hold, and finite; nothing of an integer.
    [[nodiscard]] std::optional<double> number() const {
        if (kind() != JsonKind::number) return std::nullopt;
        return node_->number;
    }
    [[nodiscard]] std::optional<std::string_view> text() const {
        if (kind() != JsonKind::text) return std::nullopt;
        return node_->as_text();
    }

    // Elements of an array, members of an object; zero for everything else.
    [[nodiscard]] std::size_t size() const { return kind() == JsonKind::text ? 0 : node_->size; }
    // Walks elements and members in the order of the text.
    template <class Item>
    class Range;
    [[nodiscard]] Range<JsonValue> elements() const;
    [[nodiscard]] Range<JsonMember> members() const;
    // The member of that name, looked for from the first one on.
    [[nodiscard]] std::optional<JsonValue> find(std::string_view name) const;

    // Where in the text the value stands. Computed when asked for: faults are rare.
    [[nodiscard]] std::string pointer() const;

  private:
    friend class JsonReader;
    template <class Item>
    [[nodiscard]] Range<Item> range(JsonKind of) const;
    template <class Item>
    friend class JsonIterator;
    JsonValue(const JsonNode* root, const JsonNode* node) : root_{root}, node_{node} {}

    const JsonNode* root_;
    const JsonNode* node_;
};

struct JsonMember {
    std::string_view name;
    JsonValue value;
};

template <class Item>
class JsonIterator {
  public:
    JsonIterator(const JsonNode* root, const JsonNode* node) : root_{root}, node_{node} {}

    [[nodiscard]] Item operator*() const {
        if constexpr (is_member) {
            return {node_->as_text(), JsonValue{root_, node_ + 1}};
        } else {
            return {root_, node_};
        }
    }
    JsonIterator& operator++() {
        node_ = is_member ? (node_ + 1)->after() : node_->after();
        return *this;
    }
    bool operator==(const JsonIterator& other) const { return node_ == other.node_; }

  private:
    static constexpr bool is_member = std::is_same_v<Item, JsonMember>;
    const JsonNode* root_;
    const JsonNode* node_;
};

template <class Item>
class JsonValue::Range {
  public:
    Range(JsonIterator<Item> begin, JsonIterator<Item> end) : begin_{begin}, end_{end} {}
    [[nodiscard]] JsonIterator<Item> begin() const { return begin_; }
    [[nodiscard]] JsonIterator<Item> end() const { return end_; }

  private:
    JsonIterator<Item> begin_;
    JsonIterator<Item> end_;
};

template <class Item>
JsonValue::Range<Item> JsonValue::range(JsonKind of) const {
    return {{root_, node_ + 1}, {root_, kind() == of ? node_->after() : node_ + 1}};
}
inline JsonValue::Range<JsonValue> JsonValue::elements() const {
    return range<JsonValue>(JsonKind::array);
}
inline JsonValue::Range<JsonMember> JsonValue::members() const {
    return range<JsonMember>(JsonKind::object);
}

// Parses JSON texts (RFC 8259, UTF-8) one after the other and keeps its buffers, so give each
// thread one for life. Not for use by two threads at once.
class JsonReader {
  public:
    JsonReader();
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    // The whole text as one value. Refused: what is not JSON, an object that names a member twice,
    // and arrays and objects more than `json_depth_max` deep. A fault is told by its line, of a
    // text that is a part of another counted from the line that it begins in.
    [[nodiscard]] Result<JsonValue, JsonFault> parse(std::string_view bytes,
                                                     std::size_t first_line = 1);

  private:
    [[nodiscard]] JsonFault fault_of(std::string_view bytes, std::size_t first_line);

    struct Parser;
    std::unique_ptr<Parser> parser_;
};
inline constexpr std::size_t json_depth_max = 32;

// Whether all of it is valid UTF-8, and so may stand in JSON.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace kalends
