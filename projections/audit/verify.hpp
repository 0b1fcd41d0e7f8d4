#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "eventstore/log_head.hpp"
#include "eventstore/log_store.hpp"

namespace kalends {

// Something in the log that cannot be: where, and what.
struct AuditFault {
    RecordNumber record{};
    std::string what;  // a sentence without its full stop

    bool operator==(const AuditFault&) const = default;
};

// What an audit of a whole log found.
struct AuditReport {
    LogHead head;  // after the last record that could be followed
    std::uint64_t commands = 0;
    std::uint64_t events = 0;
    std::uint64_t streams = 0;
    std::uint64_t bookings = 0;
    std::vector<AuditFault> faults;  // at most `audit_faults_max`
    bool may_have_more = false;      // there were too many, or the chain broke

    [[nodiscard]] bool is_clean() const { return faults.empty(); }
};
inline constexpr std::size_t audit_faults_max = 100;

// Reads the log from its first record and trusts nothing else: the chain of hashes, the sequence,
// each event's form, the revisions of every stream, keys used once, that at no position of all
// history two live claims of one host overlapped (rule P2), that none went beyond a limit then in
// force, save by an override (rules L1 to L3), that sessions are what their claims say (rules T1 to
// T3), and that each rotating host is who its candidates' figures choose (rule H2). A record that
// breaks the chain ends the audit, for nothing after it can be believed. `progress` is told records
// read and records in all.
using AuditProgress = std::function<void(RecordNumber, RecordNumber)>;
[[nodiscard]] AuditReport verify(const LogReader& log, const AuditProgress& progress = {});

}  // namespace kalends
