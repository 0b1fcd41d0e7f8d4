#pragma once

#include <cstdint>

#include "domain/state.hpp"
#include "projections/host_times.hpp"
#include "projections/sessions/sessions_query.hpp"
#include "projections/view.hpp"

namespace kalends {

// Every session that there was, by its start. Version it with `fold_version`, whose states it
// keeps.
class SessionsView : public View {
  public:
    explicit SessionsView(Database& database) : database_{database} {}

    void make_tables() override;
    void apply(const LoggedEvent& event) override;

    // In the order asked for, at most `limit`.
    [[nodiscard]] SessionsPage list(const SessionsQuery& query);

  private:
    struct Row {
        SessionNumber number = 0;
        StreamState state;
    };

    [[nodiscard]] std::optional<Row> find(SessionId session);
    void add(const Row& row);
    void change(const Row& before, const Row& after);

    Database& database_;
    HostTimes host_times_{database_, "session"};
};

[[nodiscard]] ViewKind sessions_view();

}  // namespace kalends
