#include "schemas/calendar/calendar_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace calendar_file_test {

using namespace kalends;

namespace {

struct Kept {
    Booking booking;
    OpenedBooking opened;
    MeetingTypeTerms terms;

    Kept() {
        booking.id = *parse<BookingId>("bkg_01m83pznz0ajs6nssqtre0h0wb");
        booking.status = BookingStatus::confirmed;
        booking.when.time = {*parse_instant("2026-12-01T08:00:00Z"),
                             *parse_instant("2026-12-01T08:30:00Z")};
        booking.calendar_sequence = 3;
        booking.created_at = *parse_instant("2026-11-23T08:05:00.250Z");
        booking.updated_at = *parse_instant("2026-11-24T09:00:59.999Z");
        opened.guests = {{R"({"name":"Ada Jensen","email":"ada@example.com"})", ""}};
        terms.name = "First visit";
    }
    [[nodiscard]] std::string file() const {
        return calendar_file(booking, opened, terms.name, terms.appearance.location);
    }
};

bool has_line(std::string_view file, std::string_view line) {
    return file.find("\r\n" + std::string{line} + "\r\n") != std::string_view::npos;
}

// As RFC 5545 section 3.1 puts long lines together again.
std::string unfolded(std::string file) {
    for (auto at = file.find("\r\n "); at != std::string::npos; at = file.find("\r\n ")) {
        file.erase(at, 3);
    }
    return file;
}

std::size_t longest_line(std::string_view file) {
    std::size_t longest = 0;
    while (!file.empty()) {
        const auto end = file.find("\r\n");
        REQUIRE(end != std::string_view::npos);
        longest = std::max(longest, end);
        file.remove_prefix(end + 2);
    }
    return longest;
}

}  // namespace

TEST_CASE("a booking is an event in UTC, to the second, and names no guest") {
    Kept kept;
    CHECK_EQ(kept.file(),
             "BEGIN:VCALENDAR\r\n"
             "PRODID:-//Kalends//Kalends//EN\r\n"
             "VERSION:2.0\r\n"
             "BEGIN:VEVENT\r\n"
             "UID:bkg_01m83pznz0ajs6nssqtre0h0wb@kalends\r\n"
             "DTSTAMP:20261124T090059Z\r\n"
             "CREATED:20261123T080500Z\r\n"
             "LAST-MODIFIED:20261124T090059Z\r\n"
             "SEQUENCE:3\r\n"
             "DTSTART:20261201T080000Z\r\n"
             "DTEND:20261201T083000Z\r\n"
             "STATUS:CONFIRMED\r\n"
             "SUMMARY:First visit\r\n"
             "END:VEVENT\r\n"
             "END:VCALENDAR\r\n");
}

TEST_CASE("a calendar is told whether the time is asked for, firm or given back") {
    Kept kept;
    const std::pair<BookingStatus, std::string_view> told[] = {
        {BookingStatus::pending, "TENTATIVE"},   {BookingStatus::confirmed, "CONFIRMED"},
        {BookingStatus::completed, "CONFIRMED"}, {BookingStatus::no_show, "CONFIRMED"},
        {BookingStatus::cancelled, "CANCELLED"}, {BookingStatus::rejected, "CANCELLED"},
        {BookingStatus::expired, "CANCELLED"},
    };
    static_assert(std::size(told) == booking_statuses);
    for (const auto& [status, line] : told) {
        kept.booking.status = status;
        CHECK(has_line(kept.file(), "STATUS:" + std::string{line}));
    }
}

TEST_CASE("it takes place where the booking says, else where its type does") {
    Kept kept;
    kept.terms.appearance.location = {LocationKind::in_person, "Room 4"};
    CHECK(has_line(kept.file(), "LOCATION:Room 4"));
    kept.opened.location = R"("12, Rue du Parc; 2nd floor")";
    CHECK(has_line(kept.file(), R"(LOCATION:12\, Rue du Parc\; 2nd floor)"));
    for (const std::string taken_away : {"", "null"}) {
        kept.opened.location = taken_away;
        CHECK(has_line(kept.file(), "LOCATION:Room 4"));
    }
    kept.terms.appearance.location->details.clear();
    CHECK_EQ(kept.file().find("LOCATION"), std::string::npos);
}

TEST_CASE("no name makes a line of its own, and long ones are folded") {
    Kept kept;
    kept.terms.name = "Talk\r\nATTENDEE:mailto:eve@example.com";
    CHECK_EQ(kept.file().find("\nATTENDEE"), std::string::npos);
    kept.terms.name.clear();
    for (int i = 0; i < 66; ++i) kept.terms.name += "Zoë";
    CHECK(longest_line(kept.file()) <= 75);
    CHECK(has_line(unfolded(kept.file()), "SUMMARY:" + kept.terms.name));
}

}  // namespace calendar_file_test
