#pragma once

#include "domain/booking.hpp"
#include "schemas/csv/writer.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// Bookings as rows of a table, for spreadsheets. Columns are only ever added, at the end. What a
// booking has several of stands in one cell, parted by "; ", in the order of the booking. An
// erased or absent value is an empty cell.
void append_booking_names(CsvWriter& table);
// As many guests must be opened as the booking has guests.
void append_booking_row(CsvWriter& table, const Booking& booking, const OpenedBooking& opened);

}  // namespace kalends
