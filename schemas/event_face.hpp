#pragma once

#include <string>
#include <string_view>

#include "domain/id.hpp"
#include "domain/stream.hpp"

namespace kalends {

// What can be told of a stored event without decoding it, since its form is canonical: views into
// its bytes. Whoever looks at many events to show a few of them reads no more than this.
struct EventFace {
    std::string_view source;   // "/organisations/org_…", or "/" for an event of no organisation
    std::string_view type;     // "booking.confirmed.v1"
    std::string_view streams;  // "[["bkg_…",1],["hst_…",21]]"

    [[nodiscard]] bool is_of_no_organisation() const { return source == "/"; }
    // Whether it changes this stream.
    [[nodiscard]] bool names(StreamId stream) const;
};

// Throws UnreadableEvent for bytes that encode_event did not write.
[[nodiscard]] EventFace face_of(std::string_view event);

// As it stands in the events of an organisation.
[[nodiscard]] std::string source_of(OrganisationId organisation);

}  // namespace kalends
