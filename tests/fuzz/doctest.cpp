// The office of the API's tests states what it relies on with doctest's macros. This is what stands
// behind them where no test runs: whatever does not hold ends the process.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

namespace {

class EndsProcess {
  public:
    EndsProcess() {
        context_.setAsDefaultForAssertsOutOfTestCases();
        context_.setAssertHandler([](const doctest::AssertData& stated) {
            if (!stated.m_failed) return;
            std::fprintf(stderr, "%s:%d: %s\n", stated.m_file, stated.m_line, stated.m_expr);
            std::abort();
        });
    }

  private:
    doctest::Context context_;
};

const EndsProcess ends_process;

}  // namespace
