#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/claim.hpp"
#include "eventstore/record_writer.hpp"
#include "schemas/envelope.hpp"
#include "tests/fakes/memory_log.hpp"

namespace kalends::testing {

// A log as another one, but that bookings of every second meeting type take all the hosts that
// their organisation has by then. No command does that yet, and events say it already: whoever
// counts them must count them for each.
class CollectiveLog {
  public:
    explicit CollectiveLog(const fakes::MemoryLog& original) : original_{original} {}

    // Takes up what the other log has more of.
    void catch_up();

    [[nodiscard]] const LogReader& reader() const { return log_; }
    [[nodiscard]] std::vector<StoredEvent> events() const;

  private:
    void add(const std::string& record);
    [[nodiscard]] std::string changed(std::string_view event);
    void take_up(const Envelope& envelope, auto& fact);
    void add_hosts(OrganisationId organisation, BookedTime& when);

    const fakes::MemoryLog& original_;
    std::size_t taken_ = 0;  // records
    fakes::Faults faults_;
    fakes::MemoryLog log_{faults_};
    RecordWriter writer_{LogHead{}};
    std::map<OrganisationId, std::map<HostId, std::string>> zones_;
    std::map<SessionId, std::vector<HostClaim>> sessions_;  // the hosts of all who share one
};

}  // namespace kalends::testing
