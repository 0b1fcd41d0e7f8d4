#pragma once

#include <cstdint>

#include "domain/state.hpp"
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
    void add_hosts(const Row& row);
    void remove_hosts(const Row& row);

    Database& database_;
    std::int64_t longest_ = 0;  // milliseconds; at most what the table says
};

[[nodiscard]] ViewKind sessions_view();

}  // namespace kalends
