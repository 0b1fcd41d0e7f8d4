#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "projections/view.hpp"

namespace kalends {

// Which records of the log hold events of an organisation, and which hold events of none, which
// stand in every feed: a row for each organisation and record, which costs far less than one for
// each event. The events themselves are read from the log.
class FeedView : public View {
  public:
    explicit FeedView(Database& database) : database_{database} {}

    void make_tables() override;
    void apply(const LoggedEvent& event) override;

    // The first records, in order and at most so many, that may hold events of this organisation's
    // feed beyond `after`: all that hold one, and perhaps the one that holds `after` itself.
    [[nodiscard]] std::vector<RecordNumber> records_after(OrganisationId organisation,
                                                          Sequence after, std::size_t limit);

    // Whose feeds have grown since this was asked last; nil stands for everybody's. At first any
    // may have, for whoever asks may have heard of less than the file holds.
    [[nodiscard]] std::set<OrganisationId> take_grown();

  private:
    [[nodiscard]] std::vector<RecordNumber> rows_after(OrganisationId organisation, Sequence after,
                                                       std::size_t limit);

    Database& database_;
    // The record applied last, and who has a row for it already.
    RecordNumber record_{};
    std::set<OrganisationId> noted_;
    std::set<OrganisationId> grown_{OrganisationId{}};
};

[[nodiscard]] ViewKind feed_view();

}  // namespace kalends
