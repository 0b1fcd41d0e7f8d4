#include "api/log.hpp"

#include <algorithm>
#include <array>

#include "api/http/json_text.hpp"
#include "domain/time.hpp"

namespace kalends::api {
namespace {

constexpr std::array<std::string_view, 4> names{"error", "warning", "info", "debug"};

Instant now() {
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

bool is_told(const Log::Field& field) {
    return field.value != std::variant<std::string_view, std::int64_t>{std::string_view{}};
}

std::string written(std::int64_t number) {
    return std::to_string(number);
}
std::string written(std::string_view text) {
    return std::string{text};
}

// One line, whatever stands in the message.
std::string json_line(LogLevel level, std::string_view message,
                      std::initializer_list<Log::Field> fields) {
    std::string line;
    http::append_json_member(line, "time", kalends::to_text(now()));
    http::append_json_member(line, "level", name_of(level));
    http::append_json_member(line, "message", message);
    for (const auto& field : fields) {
        if (!is_told(field)) continue;
        std::visit([&](auto value) { http::append_json_member(line, field.name, value); },
                   field.value);
    }
    return line.append("}\n");
}

std::string text_line(std::string_view message, std::initializer_list<Log::Field> fields) {
    std::string line{"kalends: "};
    line.append(message);
    for (const auto& field : fields) {
        if (!is_told(field)) continue;
        const auto value = std::visit([](auto held) { return written(held); }, field.value);
        line.append(", ").append(field.name).append(" ").append(value);
    }
    return line.append("\n");
}

}  // namespace

std::string_view name_of(LogLevel level) {
    return names.at(static_cast<std::size_t>(level));
}

std::optional<LogLevel> parse_log_level(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<LogLevel>(found - names.begin());
}

Log::Log(LogLevel level, LogFormat format, std::FILE* news, std::FILE* troubles)
    : level_{level}, format_{format}, news_{news}, troubles_{troubles} {}

void Log::write(LogLevel level, std::string_view message, std::initializer_list<Field> fields) {
    if (!tells(level)) return;
    const bool is_json = format_ == LogFormat::json;
    const auto line = is_json ? json_line(level, message, fields) : text_line(message, fields);
    auto* const to = is_json || level <= LogLevel::warning ? troubles_ : news_;
    std::fwrite(line.data(), 1, line.size(), to);
    std::fflush(to);
}

void Log::answered(const http::Answered& answered) {
    const auto status = http::number(answered.response.status);
    const bool has_failed = status == http::number(http::Status::internal_error);
    const auto level = has_failed ? LogLevel::error : LogLevel::debug;
    if (!tells(level)) return;
    const auto microseconds =
        std::chrono::duration_cast<std::chrono::microseconds>(answered.time).count();
    write(level, has_failed ? "a request failed" : "answered",
          {{"request_id", answered.request_id},
           {"traceparent", answered.response.header("traceparent").value_or("")},
           {"endpoint", answered.endpoint},
           {"status", status},
           {"microseconds", microseconds}});
}

}  // namespace kalends::api
