#include "projections/view_files.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

namespace kalends {
namespace {

namespace fs = std::filesystem;

// The number in "bookings.7.db"; nothing for any other file.
std::optional<std::uint64_t> number_in(const std::string& file, const std::string& view) {
    if (!file.starts_with(view + ".") || !file.ends_with(".db")) return std::nullopt;
    const auto* begin = file.data() + view.size() + 1;
    const auto* end = file.data() + file.size() - 3;
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

}  // namespace

ViewFiles::ViewFiles(fs::path folder, std::string view)
    : folder_{std::move(folder)}, view_{std::move(view)} {}

void ViewFiles::make_folder() const {
    if (folder_.empty()) return;
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
}

std::vector<std::uint64_t> ViewFiles::numbers() const {
    std::vector<std::uint64_t> found;
    if (folder_.empty()) return found;
    for (const auto& entry : fs::directory_iterator{folder_}) {
        if (const auto number = number_in(entry.path().filename(), view_)) found.push_back(*number);
    }
    std::ranges::sort(found, std::greater{});
    return found;
}

fs::path ViewFiles::file_of(std::uint64_t number) const {
    return folder_ / (view_ + "." + std::to_string(number) + ".db");
}

std::vector<fs::path> ViewFiles::all() const {
    std::vector<fs::path> files;
    for (const auto number : numbers()) files.push_back(file_of(number));
    return files;
}

fs::path ViewFiles::next() const {
    if (folder_.empty()) return ":memory:";
    const auto known = numbers();
    return file_of(known.empty() ? 1 : known.front() + 1);
}

void ViewFiles::remove(const fs::path& file) {
    if (file.empty()) return;
    // The one that files are found by goes last: what a crash leaves is then removed later.
    for (const auto* suffix : {"-wal", "-shm", "-journal", ""}) {
        std::error_code left;
        fs::remove(file.string() + suffix, left);
    }
}

void ViewFiles::remove_others(std::initializer_list<fs::path> kept) const try {
    for (const auto& file : all()) {
        if (std::ranges::find(kept, file) == kept.end()) remove(file);
    }
} catch (const fs::filesystem_error&) {
    return;
}

}  // namespace kalends
