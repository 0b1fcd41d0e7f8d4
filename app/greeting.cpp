#include "app/greeting.hpp"

#include <fmt/format.h>

#include "app/demo/invitation.hpp"
#include "app/demo/prepare.hpp"
#include "app/web_address.hpp"

namespace kalends {

std::string greeting(const Settings& settings, const std::string& base, Engine& engine) {
    auto text = fmt::format("kalends: listening at {}{}, store in {} at {}\n", base,
                            reachable_address(settings.address) == settings.address
                                ? ""
                                : " and every other address of this machine",
                            settings.data, to_text(engine.position()));
    if (engine.is_low_on_disk()) {
        text += fmt::format(
            "kalends: less than {} MiB of disk are free, so nothing new is "
            "booked (--disk-reserve-mib)\n",
            settings.disk_reserve_mib);
    }
    if (settings.demo) {
        const auto key = demo::organisation_key(settings);
        return text + fmt::format("kalends: the demo organisation's API key is {}\n\n{}", key,
                                  demo::invitation(key, base, engine));
    }
    return text + fmt::format(
                      "kalends: the operator's key is in {}/{}; the master key, without "
                      "which nothing personal opens, in {}: keep a copy elsewhere\n",
                      settings.data, operator_key_file, settings.master_key);
}

}  // namespace kalends
