#include "tests/layering/arrows.hpp"

#include <algorithm>

namespace kalends::layering {
namespace {

bool is_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

bool may_include(const Layer& layer, std::string_view name) {
    const auto* other = layer_of(name);
    if (other == &layer) return true;
    return std::ranges::any_of(layer.may_include, [&](std::string_view allowed) {
        return allowed == name || (other != nullptr && allowed == other->folder);
    });
}

}  // namespace

std::span<const Layer> layers() {
    static const std::vector<Layer> table{
        {"domain", {}},
        {"commands", {"domain"}},
        {"eventstore",
         {"domain/bounds.hpp", "domain/check.hpp", "domain/sealed.hpp", "domain/id.hpp",
          "domain/planted_bugs.hpp", "domain/position.hpp", "domain/result.hpp",
          "domain/stream.hpp", "domain/time.hpp"}},
        {"schemas", {"domain", "commands"}},
        {"commands/engine", {"domain", "commands", "eventstore", "schemas"}},
        {"projections", {"domain", "schemas", "eventstore"}},
        {"adapters", {"domain", "schemas", "eventstore", "projections"}},
        {"api", {"domain", "commands", "eventstore", "schemas", "commands/engine", "projections"}},
        {"app",
         {"domain", "commands", "eventstore", "schemas", "commands/engine", "projections",
          "adapters", "api"}},
        {"tests",
         {"domain", "commands", "eventstore", "schemas", "commands/engine", "projections",
          "adapters", "api", "app", "bench"}},
        {"bench",
         {"domain", "commands", "eventstore", "schemas", "commands/engine", "projections",
          "adapters", "api", "app", "tests"}},
    };
    return table;
}

const Layer* layer_of(std::string_view path) {
    const Layer* innermost = nullptr;
    for (const auto& layer : layers()) {
        if (!is_in(path, layer.folder)) continue;
        if (innermost == nullptr || layer.folder.size() > innermost->folder.size()) {
            innermost = &layer;
        }
    }
    return innermost;
}

std::vector<std::string> faults_against_arrows(const SourceFile& file) {
    const auto* layer = layer_of(file.path);
    if (layer == nullptr) return {file.path + " stands in no folder of the table"};
    std::vector<std::string> faults;
    for (const auto& include : includes_of(file)) {
        if (include.is_quoted != (layer_of(include.name) != nullptr)) {
            faults.push_back(file.path + ": our own files, and no others, are included in quotes " +
                             "by their path from the root, not as " + include.name);
        } else if (include.is_quoted && !may_include(*layer, include.name)) {
            faults.push_back(file.path + " must not include " + include.name);
        }
    }
    return faults;
}

}  // namespace kalends::layering
