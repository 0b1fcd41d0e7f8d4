#pragma once

#include <set>
#include <string>
#include <string_view>

#include "domain/id.hpp"
#include "eventstore/disk.hpp"

namespace kalends {

// The subjects that were erased, kept outside the store and in no backup: what a restore must not
// bring back. Only ever added to. For one thread.
class ErasureLedger {
  public:
    // `name` is a file of `disk`; there need be none yet. Throws StoreRefused if an entry other
    // than the last is damaged: a last one may be torn by a crash before anyone was told of it.
    ErasureLedger(Disk& disk, std::string name);

    // Durable when this returns. Adding twice is no harm.
    void add(SubjectId subject);
    [[nodiscard]] bool holds(SubjectId subject) const { return subjects_.contains(subject); }
    [[nodiscard]] const std::set<SubjectId>& subjects() const { return subjects_; }

  private:
    void load();

    Disk& disk_;
    std::string name_;
    std::set<SubjectId> subjects_;
};

}  // namespace kalends
