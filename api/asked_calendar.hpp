#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "commands/engine/engine.hpp"
#include "domain/availability/availability.hpp"

namespace kalends::api {

// A question about a meeting type's starts with all that it refers to, at one position.
class AskedCalendar {
  public:
    // Nothing if the organisation has no such type.
    static std::optional<AskedCalendar> find(Engine& engine, OrganisationId organisation,
                                             MeetingTypeId type);

    // For where this booking could go; it keeps its duration unless another is asked for.
    void move(const Booking& booking);
    void set_duration(Minutes duration) { duration_ = duration; }
    [[nodiscard]] Minutes duration() const { return duration_; }

    [[nodiscard]] const MeetingType& type() const { return *type_; }
    [[nodiscard]] const Host& host() const { return *host_; }
    // The type's zone (rule H0).
    [[nodiscard]] std::string_view zone() const {
        return zone_of(*type_->terms, *host_, organisation_->terms.zone);
    }
    // Refers to this, which must stay as it is meanwhile.
    [[nodiscard]] Question question(Instant now) const;

    // The first slots that start at or after an instant, looked for over so many days: at most
    // `count`. The cost is bounded by the days, and by the type's window.
    [[nodiscard]] std::vector<Instant> first_starts(Engine& engine, Instant from, Instant now,
                                                    std::chrono::days days,
                                                    std::size_t count) const;

  private:
    std::shared_ptr<const MeetingType> type_;
    std::shared_ptr<const Host> host_;
    std::shared_ptr<const Organisation> organisation_;
    Minutes duration_{};
    std::vector<StreamId> moving_;
};

}  // namespace kalends::api
