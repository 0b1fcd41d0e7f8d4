#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/requests/absence.hpp"
#include "schemas/requests/api_key.hpp"
#include "schemas/requests/booking.hpp"
#include "schemas/requests/busy.hpp"
#include "schemas/requests/hold.hpp"
#include "schemas/requests/holiday.hpp"
#include "schemas/requests/host.hpp"
#include "schemas/requests/meeting_type.hpp"
#include "schemas/requests/organisation.hpp"
#include "schemas/requests/schedule.hpp"
#include "schemas/requests/series.hpp"
#include "schemas/requests/session.hpp"
#include "schemas/requests/test_clock.hpp"

namespace kalends {

inline const ZoneNames& some_zones() {
    static const auto zones =
        ZoneNames::parse("# version 2026a\nZ Europe/Luxembourg 1 - C\nZ America/New_York -5 - E\n");
    return zones;
}

// The faults of a body; nothing if it is a command.
using ParseFaults = std::function<std::optional<Faults>(JsonValue)>;

template <class Command>
ParseFaults faults_by(Parsed<Command> (*parse)(JsonValue)) {
    return [parse](JsonValue body) -> std::optional<Faults> {
        const auto parsed = parse(body);
        if (parsed) return std::nullopt;
        return parsed.error();
    };
}

template <class Command>
ParseFaults faults_by(Parsed<Command> (*parse)(JsonValue, const ZoneNames&)) {
    return [parse](JsonValue body) -> std::optional<Faults> {
        const auto parsed = parse(body, some_zones());
        if (parsed) return std::nullopt;
        return parsed.error();
    };
}

// Every parser, by the name of its schema in schemas/openapi.yaml.
inline const std::map<std::string, ParseFaults>& parsers() {
    static const std::map<std::string, ParseFaults> all{
        {"CreateOrganisation", faults_by(parse_create_organisation)},
        {"ChangeOrganisation", faults_by(parse_change_organisation)},
        {"CreateApiKey", faults_by(parse_issue_api_key)},
        {"CreateHost", faults_by(parse_create_host)},
        {"ChangeHost", faults_by(parse_change_host)},
        {"AddAbsence", faults_by(parse_add_absence)},
        {"ImportBusy", faults_by(parse_import_busy)},
        {"PutHolidayCalendar", faults_by(parse_holiday_calendar)},
        {"SetSchedule", faults_by(parse_schedule)},
        {"ReplaceSchedules", faults_by(parse_schedules)},
        {"CreateMeetingType", faults_by(parse_create_meeting_type)},
        {"ChangeMeetingType", faults_by(parse_change_meeting_type)},
        {"Book", faults_by(parse_book)},
        {"MakeHold", faults_by(parse_make_hold)},
        {"ExtendHold", faults_by(parse_extend_hold)},
        {"Amend", faults_by(parse_amend)},
        {"Reschedule", faults_by(parse_reschedule)},
        {"Reassign", faults_by(parse_reassign)},
        {"Cancel", faults_by(parse_cancel)},
        {"CancelSeries", faults_by(parse_cancel_series)},
        {"RescheduleSeries", faults_by(parse_reschedule_series)},
        {"CancelSession", faults_by(parse_cancel_session)},
        {"RescheduleSession", faults_by(parse_reschedule_session)},
        {"Approve", faults_by(parse_approve)},
        {"Reject", faults_by(parse_reject)},
        {"Complete", faults_by(parse_complete)},
        {"MarkNoShow", faults_by(parse_no_show)},
        {"UndoNoShow", faults_by(parse_undo_no_show)},
        {"SetTestClock", faults_by(parse_test_clock)},
    };
    return all;
}

// A body with every member that it may have, written by hand.
inline std::string sample_body(const std::string& schema) {
    const auto folder = std::filesystem::path{__FILE__}.parent_path() / "samples";
    std::ifstream file{folder / (schema + ".json")};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// What is wrong with a body, one fault a line: `pointer message`; empty if nothing is.
inline std::string faults_of(const std::string& schema, std::string_view body) {
    JsonReader reader;
    std::string lines;
    const auto value = reader.parse(body);
    if (!value) return "not JSON\n";
    for (const auto& fault : parsers().at(schema)(*value).value_or(Faults{})) {
        lines.append(fault.pointer).append(" ").append(fault.message).append("\n");
    }
    return lines;
}

// A body without faults, as the command that it asks for.
template <class Command>
Command parsed(Parsed<Command> (*parse)(JsonValue), std::string_view body) {
    JsonReader reader;
    return *parse(*reader.parse(body));
}
template <class Command>
Command parsed(Parsed<Command> (*parse)(JsonValue, const ZoneNames&), std::string_view body) {
    JsonReader reader;
    return *parse(*reader.parse(body), some_zones());
}

}  // namespace kalends
