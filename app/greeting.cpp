#include "app/greeting.hpp"

#include <fmt/format.h>

#include "app/demo/invitation.hpp"
#include "app/demo/prepare.hpp"
#include "app/web_address.hpp"

namespace kalends {
namespace {

std::string low_on_disk(const Settings& settings) {
    return fmt::format(
        "less than {} MiB of disk are free, so nothing new is booked (--disk-reserve-mib)",
        settings.disk_reserve_mib);
}

std::string operator_key_path(const Settings& settings) {
    return fmt::format("{}/{}", settings.data, operator_key_file);
}

}  // namespace

std::string greeting(const Settings& settings, const std::string& base, Engine& engine) {
    auto text = fmt::format("kalends: listening at {}{}, store in {} at {}\n", base,
                            reachable_address(settings.address) == settings.address
                                ? ""
                                : " and every other address of this machine",
                            settings.data, to_text(engine.position()));
    text += fmt::format("kalends: how to use the API is told at {}/docs\n", base);
    if (engine.is_low_on_disk()) text += fmt::format("kalends: {}\n", low_on_disk(settings));
    if (settings.demo) {
        const auto key = demo::organisation_key(settings);
        return text + fmt::format("kalends: the demo organisation's API key is {}\n\n{}", key,
                                  demo::invitation(key, base, engine));
    }
    return text + fmt::format(
                      "kalends: the operator's key is in {}; the master key, without which nothing "
                      "personal opens, in {}: keep a copy elsewhere\n",
                      operator_key_path(settings), settings.master_key);
}

void greet_in_log(api::Log& log, const Settings& settings, const std::string& base,
                  Engine& engine) {
    using enum api::LogLevel;
    log.write(info, fmt::format("listening at {}", base),
              {{"store", settings.data},
               {"position", to_text(engine.position())},
               {"docs", base + "/docs"}});
    if (engine.is_low_on_disk()) log.write(warning, low_on_disk(settings));
    if (settings.demo) {
        const auto key = demo::organisation_key(settings);
        return log.write(info, "the demo organisation has an API key", {{"key", key}});
    }
    log.write(info, "the operator's key is in a file", {{"file", operator_key_path(settings)}});
    log.write(info,
              "the master key, without which nothing personal opens, is in a file: keep a copy "
              "elsewhere",
              {{"file", settings.master_key}});
}

}  // namespace kalends
