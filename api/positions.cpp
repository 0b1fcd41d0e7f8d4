#include "api/positions.hpp"

namespace kalends::api {

std::optional<Problem> check_min_position(App& app, QueryFields& query) {
    const auto text = query.text("min_position");
    if (!text || *text == "0") return std::nullopt;
    const auto asked = parse_position(*text);
    app.engine.settle();
    const auto head = app.engine.position();
    if (!asked || asked->partition != head.partition || *asked > head) {
        query.note("min_position",
                   "must be a position that an answer gave, as its Kalends-Position");
        return std::nullopt;
    }
    if (asked->epoch == head.epoch || app.engine.holds(*asked)) return std::nullopt;
    return position_withdrawn(head);
}

Position wanted_of_views(const App& app, const http::Request& request) {
    return request.query_parameter("min_position") == "0" ? Position{} : app.engine.position();
}

}  // namespace kalends::api
