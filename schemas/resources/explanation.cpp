#include "schemas/resources/explanation.hpp"

#include "schemas/resources/object.hpp"

namespace kalends {
namespace {

void append_claim(std::string& out, const Claim& claim) {
    ResourceObject object{out};
    object.member("holder_id", claim.holder);
    object.member("meeting_type_id", claim.meeting_type);
    object.member("start", claim.time.start);
    object.member("end", claim.time.end);
    object.member("protected_start", claim.window.start);
    object.member("protected_end", claim.window.end);
    object.member("expires_at", claim.expires_at);
}

void append_start(std::string& out, const Explained& explained, ClaimsShown shown) {
    ResourceObject object{out};
    object.member("start", explained.start);
    object.member("reasons", explained.judgement.refused.in_order());
    if (shown == ClaimsShown::no) return;
    object.member_by("claims",
                     [&](std::string& to) { append_list(to, explained.claims, append_claim); });
}

}  // namespace

void append_explanation(std::string& out, std::span<const Explained> starts, ClaimsShown shown) {
    ResourceObject object{out};
    object.member_by("items", [&](std::string& to) {
        append_list(to, starts, [shown](std::string& item, const Explained& explained) {
            append_start(item, explained, shown);
        });
    });
}

}  // namespace kalends
