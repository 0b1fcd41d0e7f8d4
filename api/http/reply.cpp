#include "api/http/reply.hpp"

#include <utility>

#include "domain/check.hpp"

namespace kalends::http {

Reply& Reply::operator=(Reply&& other) noexcept {
    Reply dropped{std::exchange(to_, std::move(other.to_))};
    dropped.attached_ = std::exchange(attached_, other.attached_);
    return *this;
}

Reply::~Reply() {
    if (to_) to_->abandon(attached_);
}

std::shared_ptr<StreamSink> Answerable::begin(Response&&, const Attached&,
                                              std::shared_ptr<StreamListener>) {
    broken("only those who take streams are answered with one");
}

Stream Reply::begin(Response&& head, std::shared_ptr<StreamListener> listener) {
    ensure(to_ != nullptr, "a request is answered once");
    const auto to = std::exchange(to_, nullptr);
    return Stream{to->begin(std::move(head), attached_, std::move(listener))};
}

void Reply::operator()(Response&& response) {
    ensure(to_ != nullptr, "a request is answered once");
    const auto to = std::exchange(to_, nullptr);
    to->answer(std::move(response), attached_);
}

}  // namespace kalends::http
