#include "api/http/reply.hpp"

#include <utility>

#include "domain/check.hpp"

namespace kalends::http {

Reply& Reply::operator=(Reply&& other) noexcept {
    Reply dropped{std::exchange(to_, std::move(other.to_))};
    dropped.attach(std::exchange(header_lines_, other.header_lines_));
    return *this;
}

Reply::~Reply() {
    if (to_) to_->abandon(header_lines_);
}

std::shared_ptr<StreamSink> Answerable::begin(Response&&, std::string_view,
                                              std::shared_ptr<StreamListener>) {
    broken("only those who take streams are answered with one");
}

Stream Reply::begin(Response&& head, std::shared_ptr<StreamListener> listener) {
    ensure(to_ != nullptr, "a request is answered once");
    const auto to = std::exchange(to_, nullptr);
    return Stream{to->begin(std::move(head), header_lines_, std::move(listener))};
}

void Reply::operator()(Response&& response) {
    ensure(to_ != nullptr, "a request is answered once");
    const auto to = std::exchange(to_, nullptr);
    to->answer(std::move(response), header_lines_);
}

}  // namespace kalends::http
