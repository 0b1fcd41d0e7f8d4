#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

namespace kalends {

// The files of one view in the folder of all views, "bookings.7.db": each making of it has one, of
// a higher number than those before. In an empty folder there are none: all is kept in memory.
class ViewFiles {
  public:
    ViewFiles(std::filesystem::path folder, std::string view);

    // Makes the folder, which is its owner's alone, for what stands in it is in clear. Throws
    // std::filesystem::filesystem_error, as do the next two.
    void make_folder() const;
    // The latest first.
    [[nodiscard]] std::vector<std::filesystem::path> all() const;
    // One that is not there yet.
    [[nodiscard]] std::filesystem::path next() const;

    // Removes the file, if one is named, and those that SQLite keeps beside it. What cannot be
    // removed now is, when the view is opened next.
    static void remove(const std::filesystem::path& file);
    // All but these.
    void remove_others(std::initializer_list<std::filesystem::path> kept) const;

  private:
    [[nodiscard]] std::vector<std::uint64_t> numbers() const;
    [[nodiscard]] std::filesystem::path file_of(std::uint64_t number) const;

    std::filesystem::path folder_;
    std::string view_;
};

}  // namespace kalends
