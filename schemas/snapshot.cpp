#include "schemas/snapshot.hpp"

#include <type_traits>
#include <utility>
#include <variant>

#include "domain/check.hpp"
#include "schemas/shape/pack.hpp"
#include "schemas/shape/unpack.hpp"
#include "schemas/states/booking.hpp"
#include "schemas/states/hold.hpp"
#include "schemas/states/host.hpp"
#include "schemas/states/meeting_type.hpp"
#include "schemas/states/organisation.hpp"
#include "schemas/states/series.hpp"
#include "schemas/states/session.hpp"
#include "schemas/states/subject.hpp"

namespace kalends {
namespace {

constexpr std::size_t checksum_bytes = 8;
static_assert(count_members<StreamState>() == 3, "a snapshot holds all of a stream's state");

// FNV-1a, eight bytes at a time: it must tell damage, not malice.
std::uint64_t checksum_of(std::string_view bytes) {
    constexpr std::uint64_t prime = 0x100000001b3ULL;
    std::uint64_t sum = 0xcbf29ce484222325ULL ^ bytes.size();
    for (PackedBytes rest{bytes}; bytes.size() >= 8; bytes.remove_prefix(8)) {
        sum = (sum ^ rest.eight_bytes()) * prime;
        sum ^= sum >> 32U;
    }
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * prime;
    return sum;
}

template <class Kind>
constexpr StreamKind kind_of_state() {
    if constexpr (std::is_same_v<Kind, Organisation>) return StreamKind::organisation;
    if constexpr (std::is_same_v<Kind, MeetingType>) return StreamKind::meeting_type;
    if constexpr (std::is_same_v<Kind, Host>) return StreamKind::host;
    if constexpr (std::is_same_v<Kind, Booking>) return StreamKind::booking;
    if constexpr (std::is_same_v<Kind, Hold>) return StreamKind::hold;
    if constexpr (std::is_same_v<Kind, Session>) return StreamKind::session;
    if constexpr (std::is_same_v<Kind, Subject>) return StreamKind::subject;
    if constexpr (std::is_same_v<Kind, Series>) return StreamKind::series;
}

}  // namespace

std::string encode_state(const StreamState& state) {
    std::string packed;
    pack(packed, fold_version);
    std::visit(
        [&]<class Kind>(const Kind& of_kind) {
            if constexpr (std::is_same_v<Kind, std::monostate>) {
                broken("a stream that has a snapshot has a state");
            } else {
                pack(packed, kind_of_state<Kind>());
                pack(packed, state.organisation);
                pack(packed, state.revision);
                pack(packed, of_kind);
            }
        },
        state.state);
    std::string bytes;
    bytes.reserve(packed.size() + checksum_bytes);
    append_eight_bytes(bytes, checksum_of(packed));
    return bytes.append(packed);
}

std::optional<StreamState> decode_state(StreamKind kind, std::string_view bytes) {
    PackedBytes from{bytes};
    const auto checksum = from.eight_bytes();
    if (from.has_failed() || checksum != checksum_of(bytes.substr(checksum_bytes))) return {};
    if (unpacked<unsigned>(from) != fold_version || unpacked<StreamKind>(from) != kind) return {};
    StreamState state;
    unpack(from, state.organisation);
    unpack(from, state.revision);
    state.state = initial_state(kind);
    std::visit(
        [&from]<class Kind>(Kind& of_kind) {
            if constexpr (!std::is_same_v<Kind, std::monostate>) unpack(from, of_kind);
        },
        state.state);
    if (!from.is_done()) return {};
    return state;
}

}  // namespace kalends
