#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "schemas/envelope.hpp"
#include "schemas/events/all.hpp"
#include "schemas/events/upcasts.hpp"
#include "schemas/json/members.hpp"
#include "schemas/shape/json_in.hpp"

namespace kalends {
namespace {

template <Named Fact>
bool read_fact(JsonMembers& members, Event& event, JsonFault& fault) {
    return read_members(members, event.emplace<Fact>(), fault);
}

// How each stored name is read: the newest versions, which are the facts of the domain, and those
// that are upcast.
template <class... Fact>
constexpr auto readers_of(std::variant<Fact...>*) {
    std::array<Upcast, sizeof...(Fact) + upcasts.size()> readers{
        Upcast{shape<Fact>.name, read_fact<Fact>}...};
    for (std::size_t i = 0; i < upcasts.size(); ++i) readers[sizeof...(Fact) + i] = upcasts[i];
    return readers;
}
constexpr auto readers = readers_of(static_cast<Event*>(nullptr));

constexpr bool names_differ() {
    for (std::size_t i = 0; i < readers.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (readers[i].type == readers[k].type) return false;
        }
    }
    return true;
}
static_assert(names_differ(), "every event has a stored name of its own");

constexpr std::string_view specversion = "1.0";

bool read_specversion(JsonValue from, JsonFault& fault) {
    return from.text() == specversion || refuse(from, "must be \"1.0\"", fault);
}

bool read_source(JsonValue from, OrganisationId& to, JsonFault& fault) {
    constexpr std::string_view folder = "/organisations/";
    const auto text = from.text().value_or("");
    if (text == "/") return true;
    const auto id =
        text.starts_with(folder) ? parse<OrganisationId>(text.substr(folder.size())) : std::nullopt;
    if (!id) return refuse(from, "must be the path of an organisation", fault);
    to = *id;
    return true;
}

bool is_actor(std::string_view text) {
    const auto colon = text.find(':');
    const auto kind = parse_name<ActorKind>(text.substr(0, colon));
    if (!kind || colon == std::string_view::npos) return kind.has_value();
    const auto id = text.substr(colon + 1);
    return *kind == ActorKind::api_key ? parse<ApiKeyId>(id).has_value()
                                       : parse<SubjectId>(id).has_value();
}

bool read_actor(JsonValue from, std::string& to, JsonFault& fault) {
    if (!is_actor(from.text().value_or(""))) return refuse(from, "must be an actor", fault);
    to = *from.text();
    return true;
}

bool read_streams(JsonValue from, Envelope& to, JsonFault& fault) {
    if (from.kind() != JsonKind::array) return refuse(from, "must be an array", fault);
    to.streams.reserve(from.size());
    for (const JsonValue pair : from.elements()) {
        auto& [stream, revision] = to.streams.emplace_back();
        if (pair.kind() != JsonKind::array || pair.size() != 2) {
            return refuse(pair, "must be an id and a revision", fault);
        }
        auto part = pair.elements().begin();
        if (!read_json(*part, stream, fault) || !read_json(*++part, revision, fault)) return false;
    }
    return true;
}

bool read_by(JsonValue from, Envelope& to, JsonFault& fault) {
    if (from.kind() != JsonKind::object) return refuse(from, "must be an object", fault);
    JsonMembers members{from};
    const auto role = members.take("role");
    if (!role) return members.refuse_missing("role", fault);
    const auto origin = members.take("origin");
    return read_json(*role, to.role, fault) && (!origin || read_json(*origin, to.origin, fault)) &&
           members.finish(fault);
}

// The subject repeats the first stream, for readers who know CloudEvents only.
bool check_subject(std::optional<JsonValue> subject, const Envelope& e, JsonFault& fault) {
    if (!subject) {
        if (e.streams.empty()) return true;
        fault = {"/subject", "is missing"};
        return false;
    }
    const auto stream = parse_stream(subject->text().value_or(""));
    if (!e.streams.empty() && stream == e.streams.front().first) return true;
    return refuse(*subject, "must be the first stream", fault);
}

[[noreturn]] void fail(const JsonFault& fault) {
    throw UnreadableEvent{"an event is unreadable: \"" + fault.pointer + "\" " + fault.message};
}

// Reads a stored event member by member, in the order in which they are written. The first fault
// ends it.
class Decoding {
  public:
    explicit Decoding(JsonValue root) : attributes_{root} {}

    StoredEvent event() {
        if (!attributes() || !data()) fail(fault_);
        return std::move(stored_);
    }

  private:
    bool attributes() {
        auto& e = stored_.envelope;
        return with("specversion", [&](auto v) { return read_specversion(v, fault_); }) &&
               with("id", [&](auto v) { return read_json(v, e.id, fault_); }) &&
               with("source", [&](auto v) { return read_source(v, e.source, fault_); }) &&
               with("type", [&](auto v) { return read_type(v); }) && take_subject() &&
               with("time", [&](auto v) { return read_json(v, e.time, fault_); }) &&
               with("position", [&](auto v) { return read_json(v, e.position, fault_); }) &&
               with("actor", [&](auto v) { return read_actor(v, e.actor, fault_); }) &&
               with("causation", [&](auto v) { return read_json(v, e.causation, fault_); }) &&
               read_if_present("correlation", stored_.envelope.correlation) &&
               read_if_present("traceparent", stored_.envelope.traceparent);
    }

    bool data() {
        const auto value = attributes_.take("data");
        if (!value) return attributes_.refuse_missing("data", fault_);
        if (!attributes_.finish(fault_)) return false;
        if (value->kind() != JsonKind::object) return refuse(*value, "must be an object", fault_);
        JsonMembers members{*value};
        const auto streams = members.take("streams");
        const auto by = members.take("by");
        if (!streams) return members.refuse_missing("streams", fault_);
        if (!by) return members.refuse_missing("by", fault_);
        return read_streams(*streams, stored_.envelope, fault_) &&
               check_subject(subject_, stored_.envelope, fault_) &&
               read_by(*by, stored_.envelope, fault_) &&
               reader_->read(members, stored_.event, fault_) && members.finish(fault_);
    }

    template <class Read>
    bool with(std::string_view name, Read read) {
        const auto value = attributes_.take(name);
        return value ? read(*value) : attributes_.refuse_missing(name, fault_);
    }

    bool read_type(JsonValue from) {
        for (const auto& reader : readers) {
            if (from.text() == reader.type) reader_ = &reader;
        }
        return reader_ != nullptr || refuse(from, "is no type of event that is known", fault_);
    }

    bool take_subject() {
        subject_ = attributes_.take("subject");
        return true;
    }

    bool read_if_present(std::string_view name, std::string& to) {
        const auto value = attributes_.take(name);
        return !value || read_json(*value, to, fault_);
    }

    JsonMembers attributes_;
    const Upcast* reader_ = nullptr;
    std::optional<JsonValue> subject_;
    StoredEvent stored_;
    JsonFault fault_;
};

}  // namespace

StoredEvent decode_event(std::string_view bytes) {
    thread_local JsonReader reader;
    const auto root = reader.parse(bytes);
    if (!root) fail(root.error());
    if (root->kind() != JsonKind::object) fail({"", "must be an object"});
    return Decoding{*root}.event();
}

std::vector<std::string_view> event_types() {
    std::vector<std::string_view> types;
    for (const auto& reader : readers) types.push_back(reader.type);
    return types;
}

}  // namespace kalends
