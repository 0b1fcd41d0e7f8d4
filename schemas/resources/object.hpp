#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "schemas/json/writer.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/json_out.hpp"

namespace kalends {

// A text that is JSON already, and canonical.
struct RawJson {
    std::string_view json;
};

// Any value of ours as a resource shows it: what is not there is null.
inline void append_value(std::string& out, std::string_view text) {
    append_json_text(out, text);
}
inline void append_value(std::string& out, RawJson raw) {
    out.append(raw.json);
}
template <class T>
void append_value(std::string& out, const T& value) {
    append_json(out, value);
}
template <class T>
void append_value(std::string& out, const std::optional<T>& value) {
    if (value) {
        append_value(out, *value);
    } else {
        out.append("null");
    }
}

// `append_item(out, item)` writes one of them.
template <class Items, class AppendItem>
void append_list(std::string& out, const Items& items, AppendItem append_item) {
    const auto start = out.size();
    for (const auto& item : items) {
        out.push_back(',');
        append_item(out, item);
    }
    close_json(out, start, '[', ']');
}

// Writes one object, member by member, and ends it where its own scope ends.
class ResourceObject {
  public:
    explicit ResourceObject(std::string& out) : out_{out}, start_{out.size()} {}
    ~ResourceObject() { close_json(out_, start_, '{', '}'); }
    ResourceObject(const ResourceObject&) = delete;
    ResourceObject& operator=(const ResourceObject&) = delete;

    template <class T>
    void member(FieldName name, const T& value) {
        out_.append(name.before_value());
        append_value(out_, value);
    }
    // A member that `append(out)` writes.
    template <class Append>
    void member_by(FieldName name, Append append) {
        out_.append(name.before_value());
        append(out_);
    }
    // The members of an object that is JSON text already.
    void members_of(std::string_view object_json) {
        const auto members = object_json.substr(1, object_json.size() - 2);
        if (!members.empty()) out_.append(",").append(members);
    }

  private:
    std::string& out_;
    std::size_t start_;
};

// A text of ours that may be empty, which is shown as null.
[[nodiscard]] inline std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}

// An id that may be nil, which is shown as null.
template <class Kind>
[[nodiscard]] std::optional<Id<Kind>> unless_nil(Id<Kind> id) {
    if (id.is_nil()) return std::nullopt;
    return id;
}

}  // namespace kalends
