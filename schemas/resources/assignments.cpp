#include "schemas/resources/assignments.hpp"

namespace kalends {
namespace {

void append_candidate(std::string& out, const Candidate& candidate) {
    ResourceObject object{out};
    object.member("host_id", candidate.host);
    object.member("weight", candidate.weight);
    object.member("priority", candidate.priority);
    object.member("balance_millionths", candidate.balance);
    object.member("credit_millionths", candidate.credit);
    object.member("last_booked_at", candidate.last_booked);
}

void append_assignment(std::string& out, const Assignment& assignment) {
    ResourceObject object{out};
    object.member("group", assignment.group);
    object.member("host_id", assignment.host);
    object.member("reason", assignment.reason);
    object.member("chosen_at", assignment.chosen_at);
    object.member_by("candidates", [&](std::string& to) {
        append_list(to, assignment.candidates, append_candidate);
    });
}

}  // namespace

void append_assignments(ResourceObject& object, const BookedTime& when, AssignmentsShown shown) {
    if (shown == AssignmentsShown::no || when.assignments.empty()) return;
    object.member_by("assignments", [&](std::string& to) {
        append_list(to, when.assignments, append_assignment);
    });
}

}  // namespace kalends
