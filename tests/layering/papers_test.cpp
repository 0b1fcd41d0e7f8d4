// The papers name only what is there.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "tests/layering/tree.hpp"

namespace papers_test {

using namespace kalends::layering;
namespace fs = std::filesystem;

namespace {

const fs::path root = KALENDS_SOURCE_DIR;

std::string text_of(const fs::path& path) {
    std::ifstream file{root / path, std::ios::binary};
    REQUIRE_MESSAGE(file, path.string());
    return {std::istreambuf_iterator<char>{file}, {}};
}

// Lines break where they must, also within a name.
std::string in_one_line(const std::string& text) {
    return std::regex_replace(text, std::regex{R"(\s+)"}, " ");
}

std::vector<std::string> all_of(const std::string& text, const char* pattern) {
    const std::regex wanted{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), wanted}, end; at != end; ++at) {
        found.push_back((*at)[1]);
    }
    return found;
}

// What stands in backquotes and begins with a folder of ours, or is a paper.
std::vector<std::string> paths_in(const std::string& text) {
    auto paths = all_of(text, R"(`([A-Za-z0-9_.-]+\.md)`)");
    for (auto& path : all_of(text, R"(`([a-z]+/[A-Za-z0-9_./-]*)`)")) {
        const auto folder = path.substr(0, path.find('/'));
        if (folder != "build" && fs::is_directory(root / folder)) paths.push_back(std::move(path));
    }
    return paths;
}

// One sentence for each test that is named after a file of tests and does not stand there.
std::vector<std::string> faults_of_invariant(const std::string& invariant) {
    static const std::regex named{R"re(`(tests/[^`]+)`|"([^"]+)")re"};
    std::vector<std::string> faults;
    std::string path;
    std::size_t tests = 0;
    for (std::sregex_iterator at{invariant.begin(), invariant.end(), named}, end; at != end; ++at) {
        if ((*at)[1].matched) {
            path = (*at)[1];
        } else if (path.empty() || in_one_line(text_of(path)).find((*at)[2]) == std::string::npos) {
            faults.push_back("in \"" + path + "\" there is no \"" + (*at)[2].str() + "\"");
        } else {
            ++tests;
        }
    }
    if (tests == 0) faults.push_back("no test: " + invariant);
    return faults;
}

std::vector<std::string> invariants() {
    const auto paper = text_of("ARCHITECTURE.md");
    const auto begin = paper.find("\n## Invariants");
    REQUIRE(begin != std::string::npos);
    const auto section = paper.substr(begin + 1, paper.find("\n## ", begin + 1) - begin);
    static const std::regex item{R"(\n- )"};
    std::vector<std::string> found{
        std::sregex_token_iterator{section.begin(), section.end(), item, -1}, {}};
    found.erase(found.begin());
    for (auto& invariant : found) invariant = in_one_line(invariant);
    return found;
}

}  // namespace

TEST_CASE("every file and folder that a paper names is there") {
    for (const fs::path paper :
         {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/SETTINGS.md",
          "docs/QUICKSTART.md", "domain/RULES.md", "eventstore/FORMAT.md", "schemas/EVENTS.md",
          "adapters/kafka/TOPIC.md"}) {
        const auto paths = paths_in(text_of(paper));
        CHECK_MESSAGE(!paths.empty(), paper.string());
        for (const auto& path : paths) {
            const bool is_there =
                fs::exists(root / path) || fs::exists(root / paper.parent_path() / path);
            CHECK_MESSAGE(is_there, paper.string() << " names " << path);
        }
    }
}

TEST_CASE("every invariant names a test that is there") {
    constexpr std::size_t invariants_min = 10;
    CHECK(invariants().size() >= invariants_min);
    for (const auto& invariant : invariants()) {
        CHECK_MESSAGE(faults_of_invariant(invariant).empty(),
                      in_lines(faults_of_invariant(invariant)));
    }
}

TEST_CASE("an invariant without its test is found") {
    CHECK(faults_of_invariant("Nothing is lost.").size() == 1);
    CHECK(faults_of_invariant(R"(Nothing is lost: `tests/main.cpp` "all is found".)").size() == 2);
    CHECK(faults_of_invariant(R"(None: `tests/layering/papers_test.cpp` "an invariant without".)")
              .empty());
}

TEST_CASE("the README is short") {
    const auto readme = text_of("README.md");
    constexpr std::ptrdiff_t lines_max = 100;
    CHECK(std::ranges::count(readme, '\n') <= lines_max);
}

}  // namespace papers_test
