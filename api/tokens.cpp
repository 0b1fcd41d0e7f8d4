#include "api/tokens.hpp"

#include "api/base32.hpp"
#include "api/credentials.hpp"
#include "eventstore/bytes.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t digest_bytes = sizeof(KeyedDigest::octets);
constexpr std::size_t token_bytes = 2 * 16 + 1 + digest_bytes;

// All that a token says, before what proves it.
struct Claimed {
    OrganisationId organisation;
    StreamId bound_to;
    GuestActions actions;

    [[nodiscard]] std::string bytes() const {
        std::string bytes;
        append_bits(bytes, organisation.bits());
        append_bits(bytes, bound_to.id);
        append_integer(bytes, actions.bits());
        return bytes;
    }
    [[nodiscard]] std::string_view prefix() const {
        return bound_to.kind == StreamKind::hold ? hold_token_prefix : guest_token_prefix;
    }
};

KeyedDigest proof_of(const SecretKey& key, const Claimed& claimed, EventId made_by) {
    std::string event;
    append_bits(event, made_by.bits());
    return keyed_hash(key, {claimed.prefix(), claimed.bytes(), event});
}

std::optional<std::string> text_of_token(App& app, const Claimed& claimed, std::uint32_t key,
                                         EventId made_by) {
    const Secret* secret = app.engine.secrets().find(SecretNumber{key});
    if (secret == nullptr) return std::nullopt;
    std::string text{claimed.prefix()};
    const auto proof = proof_of(secret->key, claimed, made_by);
    append_base32(text, claimed.bytes().append(text_of(proof.octets)));
    return text;
}

struct Shown {
    Claimed claimed;
    std::string_view text;
};

std::optional<Shown> parse_token(std::string_view text) {
    const bool is_hold = text.starts_with(hold_token_prefix);
    if (!is_hold && !text.starts_with(guest_token_prefix)) return std::nullopt;
    const auto bytes = parse_base32(text.substr(hold_token_prefix.size()));
    if (!bytes || bytes->size() != token_bytes) return std::nullopt;
    ByteReader reader{*bytes};
    Claimed claimed;
    claimed.organisation = OrganisationId{reader.bits()};
    claimed.bound_to = {is_hold ? StreamKind::hold : StreamKind::booking, reader.bits()};
    claimed.actions = GuestActions{reader.integer<std::uint8_t>()};
    return Shown{claimed, text};
}

// The whole text is compared: one that claims anything else than was issued has another proof.
bool is_issued(App& app, const Shown& shown, std::uint32_t key, EventId made_by) {
    if (key == 0) return false;
    const auto issued = text_of_token(app, shown.claimed, key, made_by);
    return issued && are_equal_in_constant_time(*issued, shown.text);
}

Caller bound(const Claimed& claimed, ActorKind kind, IdBits id) {
    return {claimed.organisation,
            {.kind = kind,
             .id = id,
             .role = Role::guest,
             .scopes = scopes_of(Role::guest),
             .host = {},
             .bound_to = claimed.bound_to,
             .actions = claimed.actions}};
}

std::optional<Caller> holder_of_hold(App& app, const Shown& shown) {
    const auto& claimed = shown.claimed;
    const auto hold = app.engine.find(claimed.organisation, HoldId{claimed.bound_to.id});
    if (!hold || !is_issued(app, shown, hold->token_key, hold->made_by)) return std::nullopt;
    return bound(claimed, ActorKind::anonymous, {});
}

std::optional<Caller> guest_of_booking(App& app, const Shown& shown) {
    const auto& claimed = shown.claimed;
    const auto booking = app.engine.find(claimed.organisation, BookingId{claimed.bound_to.id});
    if (!booking || !is_issued(app, shown, booking->token_key, booking->made_by)) {
        return std::nullopt;
    }
    const auto until = booking->when.time.end + guest_token_lasting;
    if (app.engine.reading_time() >= until) return std::nullopt;
    return bound(claimed, ActorKind::guest, booking->guests.front().bits());
}

}  // namespace

std::optional<std::string> token_of(App& app, OrganisationId organisation, const Hold& hold) {
    if (hold.token_key == 0) return std::nullopt;
    return text_of_token(app, {organisation, stream_of(hold.id), {}}, hold.token_key, hold.made_by);
}

std::optional<std::string> token_of(App& app, OrganisationId organisation, const Booking& booking) {
    if (booking.token_key == 0) return std::nullopt;
    return text_of_token(app, {organisation, stream_of(booking.id), GuestActions::all()},
                         booking.token_key, booking.made_by);
}

std::optional<Caller> holder_of_token(App& app, std::string_view token) {
    const auto shown = parse_token(token);
    if (!shown) return std::nullopt;
    return shown->claimed.bound_to.kind == StreamKind::hold ? holder_of_hold(app, *shown)
                                                            : guest_of_booking(app, *shown);
}

}  // namespace kalends::api
