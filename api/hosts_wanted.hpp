#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "api/query_fields.hpp"
#include "domain/host.hpp"

namespace kalends::api {

// One text of one attribute, as `attribute=language:de` names it.
struct AttributeAsked {
    std::string name;
    std::string text;
};

// Which hosts are looked for; what is not said leaves nobody out.
struct HostsWanted {
    std::optional<HostId> host = {};
    std::optional<HostSort> kind = {};
    std::vector<AttributeAsked> attributes = {};  // all of which a host has
    std::optional<bool> is_active = {};           // or, if false, is retired

    [[nodiscard]] bool is_any() const { return !host && !kind && attributes.empty() && !is_active; }
    [[nodiscard]] bool has(const Host& one) const;
    [[nodiscard]] bool has_attributes(const Host& one) const;
};

// `kind` of a host; nothing if it is not there or, which is noted, none.
[[nodiscard]] std::optional<HostSort> host_kind_asked(QueryFields& query);

// `attribute`, which may stand several times; what is faulty is noted.
inline constexpr std::size_t attributes_asked_max = 20;
[[nodiscard]] std::vector<AttributeAsked> attributes_asked(QueryFields& query);

}  // namespace kalends::api
