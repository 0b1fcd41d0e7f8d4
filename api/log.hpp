#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/http/server.hpp"

namespace kalends::api {

// Each has those before it.
enum class LogLevel : std::uint8_t { error, warning, info, debug };
[[nodiscard]] std::string_view name_of(LogLevel level);
[[nodiscard]] std::optional<LogLevel> parse_log_level(std::string_view name);

enum class LogFormat : std::uint8_t { text, json };

// What the server tells whoever runs it: a line each, never of a person, nor with a secret. A line
// that cannot be written, on a full disk say, is dropped: a server must not end for want of
// somebody to talk to. From any thread.
class Log {
  public:
    struct Field {
        std::string_view name;
        std::variant<std::string_view, std::int64_t> value;
    };

    // Errors and warnings go to `troubles`, the rest to `news`; as JSON all goes to `troubles`,
    // since only one of them is collected then.
    Log(LogLevel level, LogFormat format, std::FILE* news = stdout, std::FILE* troubles = stderr);

    [[nodiscard]] LogLevel level() const { return level_; }
    void set_level(LogLevel level) { level_ = level; }
    [[nodiscard]] bool tells(LogLevel level) const { return level <= level_; }

    // Fields with an empty text are left out.
    void write(LogLevel level, std::string_view message, std::initializer_list<Field> fields = {});
    // Each request at `debug`, with its trace if it has one; what failed here as an error.
    void answered(const http::Answered& answered);

  private:
    std::atomic<LogLevel> level_;
    const LogFormat format_;
    std::FILE* const news_;
    std::FILE* const troubles_;
};

}  // namespace kalends::api
