#include "schemas/resources/absence.hpp"

#include "commands/remove_absence.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

void append_absence(std::string& out, const AbsenceAdded& added,
                    const std::optional<std::string>& note_json) {
    ResourceObject object{out};
    object.member("id", added.absence);
    object.member("host_id", added.host);
    object.member("start", added.time.start);
    object.member("end", added.time.end);
    const auto& dates = added.dates;
    object.member("from", dates ? std::optional{dates->from} : std::nullopt);
    object.member("to", dates ? std::optional{dates->to} : std::nullopt);
    object.member("time_zone", dates ? std::optional{dates->zone} : std::nullopt);
    object.member("booking_ids", added.covers.named);
    object.member("booking_count", added.covers.count());
    if (note_json || added.note.is_absent()) {
        object.member("note", RawJson{note_json ? *note_json : "null"});
    } else {
        object.member("erased", true);
    }
    object.member("revision", absence_revision);
}

}  // namespace kalends
