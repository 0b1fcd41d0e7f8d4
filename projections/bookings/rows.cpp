#include "projections/bookings/rows.hpp"

#include <utility>

#include "schemas/shape/pack.hpp"
#include "schemas/shape/unpack.hpp"
#include "schemas/snapshot.hpp"
#include "schemas/states/opened_booking.hpp"

namespace kalends {
namespace {

template <class Opened>
std::string packed(const Opened& opened) {
    std::string bytes;
    pack(bytes, opened);
    return bytes;
}

template <class Opened>
Opened unpacked_in(const SqlRow& row, int column) {
    PackedBytes from{row.bytes(column)};
    auto opened = unpacked<Opened>(from);
    demand(from.is_done(), "it holds values in the form of its own version");
    return opened;
}

}  // namespace

const Booking& booking_in(const StreamState& state) {
    const auto* booking = state.as<Booking>();
    demand(booking != nullptr, "a booking's stream holds a booking");
    return *booking;
}

StreamState state_in(const SqlRow& row, int column) {
    auto state = decode_state(StreamKind::booking, row.bytes(column));
    if (!state) damaged("it holds states of its own version");
    return *std::move(state);
}

std::string encode_opened(const OpenedBooking& opened) {
    return packed(opened);
}

std::string encode_opened(const OpenedGuest& opened) {
    return packed(opened);
}

OpenedBooking opened_in(const SqlRow& row, int column) {
    return unpacked_in<OpenedBooking>(row, column);
}

OpenedGuest opened_guest_in(const SqlRow& row, int column) {
    return unpacked_in<OpenedGuest>(row, column);
}

}  // namespace kalends
