#include <variant>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"
#include "schemas/envelope.hpp"
#include "schemas/events/all.hpp"
#include "schemas/json/reader.hpp"
#include "schemas/shape/json_out.hpp"

namespace kalends {
namespace {

void append_source(std::string& out, OrganisationId source) {
    out.append(R"(","source":"/)");
    if (source.is_nil()) return;
    out.append("organisations/");
    append_id(out, OrganisationKind::prefix, source.bits());
}

void append_if_present(std::string& out, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out.append(name);
    append_json_text(out, value);
}

// Everything up to the event's data, in the order that CloudEvents readers see.
void append_attributes(std::string& out, const Envelope& e, std::string_view type) {
    out.append(R"({"specversion":"1.0","id":")");
    append_id(out, EventKind::prefix, e.id.bits());
    append_source(out, e.source);
    out.append(R"(","type":")").append(type);
    if (!e.streams.empty()) {
        out.append(R"(","subject":")");
        append_text(out, e.streams.front().first);
    }
    out.append(R"(","time":")");
    append_text(out, e.time);
    out.append(R"(","position":")");
    TextForm<Position>::append(out, e.position);
    out.append(R"(","actor":")").append(e.actor);
    out.append(R"(","causation":")");
    append_id(out, CommandKind::prefix, e.causation.bits());
    out.push_back('"');
    append_if_present(out, R"(,"correlation":)", e.correlation);
    append_if_present(out, R"(,"traceparent":)", e.traceparent);
}

void append_streams(std::string& out, const Envelope& e) {
    out.append(R"("streams":)");
    const auto start = out.size();
    for (const auto& [stream, revision] : e.streams) {
        out.append(R"(,[")");
        append_text(out, stream);
        out.append(R"(",)");
        const bool skips = planted(PlantedBug::revision_skipped_in_events);
        append_json_integer(out, number(skips ? next(revision) : revision));
        out.push_back(']');
    }
    close_json(out, start, '[', ']');
}

void append_by(std::string& out, const Envelope& e) {
    out.append(R"(,"by":{"role":")").append(stored_name(e.role)).push_back('"');
    if (!e.origin.is_absent()) {
        out.append(R"(,"origin":)");
        append_quoted(out, e.origin);
    }
    out.push_back('}');
}

}  // namespace

std::string actor_text(ActorKind kind, IdBits id) {
    std::string text{name_of(kind)};
    if (id == IdBits{}) return text;
    text.push_back(':');
    append_id(text, kind == ActorKind::api_key ? ApiKeyKind::prefix : SubjectKind::prefix, id);
    return text;
}

void encode_event(std::string& out, const Envelope& envelope, const Event& event) {
    const auto start = out.size();
    std::visit(
        [&]<Named Fact>(const Fact& fact) {
            append_attributes(out, envelope, shape<Fact>.name);
            out.append(R"(,"data":{)");
            append_streams(out, envelope);
            append_by(out, envelope);
            append_members(out, fact);
            out.append("}}");
        },
        event);
    const auto size = out.size() - start;
    if (size > event_bytes_max) {
        out.resize(start);
        throw EventTooLarge{"an event of " + std::to_string(size) + " bytes"};
    }
    ensure(is_utf8(std::string_view{out}.substr(start)), "what is stored is valid UTF-8");
}

// What comes before the time holds ids and names alone, so nothing there but the member looks like
// one.
std::string_view subject_of(std::string_view bytes) {
    constexpr std::string_view member = R"(","subject":")";
    const auto attributes = bytes.substr(0, bytes.find(R"(","time":")"));
    const auto at = attributes.find(member);
    return at == std::string_view::npos ? std::string_view{}
                                        : attributes.substr(at + member.size());
}

std::string_view event_type(const Event& event) {
    return std::visit([]<Named Fact>(const Fact&) { return shape<Fact>.name; }, event);
}

}  // namespace kalends
