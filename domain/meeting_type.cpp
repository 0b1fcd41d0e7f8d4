#include "domain/meeting_type.hpp"

#include <utility>

namespace kalends {

bool operator==(const MeetingType& a, const MeetingType& b) {
    const bool same_terms = a.terms == b.terms || (a.terms && b.terms && *a.terms == *b.terms);
    return same_terms && a.id == b.id && a.revision == b.revision && a.created_at == b.created_at &&
           a.is_retired == b.is_retired;
}

MeetingType evolve(MeetingType type, const MeetingTypeCreated& e, const Recorded& at) {
    type.id = e.meeting_type;
    type.terms = std::make_shared<const MeetingTypeTerms>(e.terms);
    type.revision = 1;
    type.created_at = at.time;
    return type;
}

MeetingType evolve(MeetingType type, const MeetingTypeChanged& e, const Recorded&) {
    type.terms = std::make_shared<const MeetingTypeTerms>(e.terms);
    ++type.revision;
    return type;
}

MeetingType evolve(MeetingType type, const MeetingTypeRetired&, const Recorded&) {
    type.is_retired = true;
    ++type.revision;
    return type;
}

}  // namespace kalends
