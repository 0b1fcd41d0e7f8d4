#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/id.hpp"
#include "domain/stream.hpp"

namespace kalends {

// Who acts: with what kind of credential, and which one.
enum class ActorKind : std::uint8_t { anonymous, api_key, guest, member, operator_, system };

enum class Role : std::uint8_t { owner, admin, host, viewer, guest, operator_, system };

// What a credential may touch. A key made without scopes has all of its role.
enum class Permission : std::uint8_t {
    organisation_read,
    organisation_write,
    api_keys_read,
    api_keys_write,
    hosts_read,
    hosts_write,
    meeting_types_read,
    meeting_types_write,
    bookings_read,
    bookings_write,
    bookings_decide,
    bookings_override,
};
inline constexpr int permissions = static_cast<int>(Permission::bookings_override) + 1;

// A set of permissions, by bit.
class Scopes {
  public:
    constexpr Scopes() = default;
    constexpr void add(Permission p) { bits_ |= bit(p); }
    [[nodiscard]] constexpr bool has(Permission p) const { return (bits_ & bit(p)) != 0; }
    [[nodiscard]] constexpr Scopes both(Scopes other) const {
        Scopes scopes;
        scopes.bits_ = bits_ & other.bits_;
        return scopes;
    }
    bool operator==(const Scopes&) const = default;

  private:
    static constexpr std::uint32_t bit(Permission p) { return 1U << static_cast<unsigned>(p); }
    std::uint32_t bits_ = 0;
};

// Everything that a role may do at most; a key's own scopes narrow it.
[[nodiscard]] Scopes scopes_of(Role role);

// The names that the API and the stored form use: "bookings:write", "admin", "api-key".
[[nodiscard]] std::string_view name_of(Permission permission);
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(ActorKind kind);

// What a guest's token may be good for (rule C1).
enum class GuestAction : std::uint8_t { read, amend, cancel, reschedule };

// A set of them, by bit.
class GuestActions {
  public:
    constexpr GuestActions() = default;
    constexpr explicit GuestActions(std::uint8_t bits) : bits_{bits} {}
    [[nodiscard]] static constexpr GuestActions all() { return GuestActions{0b1111}; }

    [[nodiscard]] constexpr bool has(GuestAction a) const {
        return (bits_ & (1U << static_cast<unsigned>(a))) != 0;
    }
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
    bool operator==(const GuestActions&) const = default;

  private:
    std::uint8_t bits_ = 0;
};

// The caller of a command or query, as authentication found it.
struct Actor {
    ActorKind kind = ActorKind::anonymous;
    IdBits id;  // of the API key, member or guest's subject; nil for the others
    Role role = Role::guest;
    Scopes scopes;
    HostId host;                // the host that a caller of role `host` acts for; else nil
    StreamId bound_to = {};     // the one booking or hold that a token is for
    GuestActions actions = {};  // what a guest's token is good for there

    [[nodiscard]] bool may(Permission p) const { return scopes.has(p); }
    // Only guests are bound to actions.
    [[nodiscard]] bool may(GuestAction a) const { return role != Role::guest || actions.has(a); }
    bool operator==(const Actor&) const = default;
};

}  // namespace kalends
