#include "schemas/resources/explanation.hpp"

#include "schemas/resources/limit.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

// The members of a cause that its kind alone has.
struct CauseMembers {
    ResourceObject& object;

    void operator()(const PlainCause&) const {}
    void operator()(const Claim& claim) const {
        object.member("holder_id", claim.holder);
        object.member("meeting_type_id", claim.meeting_type);
        of_time(claim.time);
        object.member("protected_start", claim.window.start);
        object.member("protected_end", claim.window.end);
        object.member("expires_at", claim.expires_at);
    }
    void operator()(const Absence& absence) const {
        object.member("absence_id", absence.id);
        of_time(absence.time);
    }
    void operator()(const BusyTaken& busy) const {
        object.member("source", busy.source);
        of_time(busy.time);
    }
    void operator()(const SourceUnread& unread) const {
        object.member("source", unread.source);
        object.member("read_at", unread.read_at);
    }
    void operator()(const ClosedHours& closed) const {
        object.member("schedule", unless_empty(closed.schedule));
        object.member("date", closed.date);
        object.member("rule", name_of(closed.rule));
        object.member("holiday_calendar_id", unless_nil(closed.holidays));
    }
    void operator()(const LimitUse& use) const {
        object.member_by("limit", [&use](std::string& out) { append_limit_use(out, use); });
    }

  private:
    void of_time(const Interval& time) const {
        object.member("start", time.start);
        object.member("end", time.end);
    }
};

void append_cause(std::string& out, const Cause& cause) {
    ResourceObject object{out};
    object.member("reason", cause.reason);
    object.member("host_id", unless_nil(cause.host));
    std::visit(CauseMembers{object}, cause.what);
}

void append_start(std::string& out, const Explained& explained, CausesShown shown) {
    ResourceObject object{out};
    object.member("start", explained.start);
    object.member("reasons", explained.judgement.refused.in_order());
    if (shown == CausesShown::no) return;
    object.member_by("causes",
                     [&](std::string& to) { append_list(to, explained.causes, append_cause); });
}

}  // namespace

void append_explanation(std::string& out, std::span<const Explained> starts, CausesShown shown) {
    ResourceObject object{out};
    object.member_by("items", [&](std::string& to) {
        append_list(to, starts, [shown](std::string& item, const Explained& explained) {
            append_start(item, explained, shown);
        });
    });
}

}  // namespace kalends
