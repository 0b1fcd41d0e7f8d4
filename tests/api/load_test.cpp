#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "projections/audit/verify.hpp"
#include "tests/api/caller.hpp"
#include "tests/api/clinic.hpp"
#include "tests/api/office.hpp"
#include "tests/api/whole_server.hpp"
#include "tests/fakes/plant_asked.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace load_test {

// Every thread that a server has, at work at once under a load of every kind. What the clients were
// told is held against the log afterwards; and ThreadSanitizer watches.

using namespace kalends;
using namespace kalends::api::testing;
using kalends::api::json;

namespace {

constexpr int clients = 6;
constexpr int answers_before_stop = 900;

// Half past the hour and the hour, of three days on which the host works.
std::string some_start(std::minstd_rand& chance) {
    const auto day = 1 + chance() % 3;
    const auto hour = 8 + chance() % 8;
    const char* minutes = chance() % 2 == 0 ? "00" : "30";
    return "2026-12-0" + std::to_string(day) + "T" + (hour < 10 ? "0" : "") + std::to_string(hour) +
           ":" + minutes + ":00Z";
}

// What all clients together know: what was booked under the keys that they share.
class Shared {
  public:
    // False if two clients were told of different bookings under one key.
    bool agrees(const std::string& key, const std::string& booking) {
        const std::lock_guard lock{mutex_};
        return booked_.emplace(key, booking).first->second == booking;
    }

  private:
    std::mutex mutex_;
    std::map<std::string, std::string> booked_;
};

// One of the clients, and what it remembers.
class Client {
  public:
    Client(const WholeServer& server, const Clinic& clinic, Shared& shared, unsigned number)
        : clinic_{clinic},
          shared_{shared},
          caller_{server.port(), clinic.key},
          number_{number},
          chance_{number + 1} {}

    // Asks until the server, which is stopping, closes the connection.
    void ask_until_closed(std::atomic<int>& answers) {
        try {
            for (;; ++answers) ask_something();
        } catch (const std::runtime_error&) {
        }
    }

    std::vector<std::string> faults;
    // By id: whether it stands. Those booked under a shared key may be another client's, too.
    std::map<std::string, bool> mine;
    std::set<std::string> booked;

  private:
    void ask_something() {
        const auto kind = chance_() % 10;
        if (kind < 4) return book();
        if (kind < 5) return book_together();
        if (kind < 6) return ask_again();
        if (kind < 7) return list();
        if (mine.empty()) return book();
        return kind < 8 ? cancel() : read();
    }

    void expect(bool is_so, const std::string& what, const Answered& answer) {
        if (is_so) return;
        faults.push_back(what + ", but: " + std::to_string(answer.status) + " " +
                         answer.body.substr(0, 300));
    }

    [[nodiscard]] std::string booking_at(const std::string& start) const {
        return json("{'meeting_type_id':'" + clinic_.meeting_type + "','start':'" + start +
                    "','guests':[{'name':'Grace'}]}");
    }

    void book() {
        key_ = "client-" + std::to_string(number_) + "-" + std::to_string(++asked_);
        start_ = some_start(chance_);
        last_ = caller_.post("/v1/bookings", booking_at(start_), key_);
        expect(last_.status == 201 || last_.text("code") == "claimed", "a slot is free or claimed",
               last_);
        note_booked();
    }

    void note_booked() {
        if (last_.status != 201) return;
        booked.insert(last_.text("id"));
        mine.emplace(last_.text("id"), true);
        starts_[last_.text("id")] = start_;
    }

    // Every client asks this in the same words, so it takes effect once.
    void book_together() {
        const auto round = asked_ / 8;
        std::minstd_rand same{round + 77};
        const auto key = "together-" + std::to_string(round);
        const auto told = caller_.post("/v1/bookings", booking_at(some_start(same)), key);
        if (told.status != 201) {
            return expect(told.text("code") == "claimed", "a slot is free or claimed", told);
        }
        booked.insert(told.text("id"));
        expect(shared_.agrees(key, told.text("id")), "one key books once", told);
    }

    // What was accepted is answered as it was; what was refused is decided afresh.
    void ask_again() {
        if (key_.empty()) return book();
        const auto again = caller_.post("/v1/bookings", booking_at(start_), key_);
        if (last_.status == 201) {
            expect(again.status == 201 && again.body == last_.body, "a retry gets the same answer",
                   again);
            return expect(again.header("Idempotency-Replayed") == "true", "and says so", again);
        }
        last_ = again;
        note_booked();
    }

    [[nodiscard]] std::pair<const std::string, bool>& some_of_mine() {
        auto found = mine.begin();
        std::advance(found, static_cast<std::ptrdiff_t>(chance_() % mine.size()));
        return *found;
    }

    void cancel() {
        auto& [id, stands] = some_of_mine();
        const auto told = caller_.post("/v1/bookings/" + id + "/cancel", "{}");
        expect(stands ? told.status == 200 : told.text("code") == "already-cancelled",
               "a booking is cancelled once", told);
        stands = false;
    }

    void read() {
        const auto& [id, stands] = some_of_mine();
        const auto told = caller_.get("/v1/bookings/" + id);
        expect(told.status == 200 && told.text("status") == (stands ? "confirmed" : "cancelled"),
               "a booking is read as it was left", told);
    }

    void list() {
        const auto told = caller_.get("/v1/meeting-types/" + clinic_.meeting_type +
                                      "/slots?from=2026-12-01&to=2026-12-04");
        expect(told.status == 200, "slots are listed", told);
        for (const auto& [id, stands] : mine) {
            expect(!stands || told.body.find(R"({"start":")" + starts_[id]) == std::string::npos,
                   "what is booked is not listed", told);
        }
    }

    const Clinic& clinic_;
    Shared& shared_;
    Caller caller_;
    unsigned number_;
    std::minstd_rand chance_;
    unsigned asked_ = 0;
    std::string key_;
    std::string start_;
    Answered last_;
    std::map<std::string, std::string> starts_;
};

// What became of the server's load, joined from all clients.
struct Told {
    std::map<std::string, bool> stands;
    std::set<std::string> booked;
};

Told load(WholeServer& server, const Clinic& clinic) {
    Shared shared;
    std::atomic<int> answers = 0;
    std::vector<std::unique_ptr<Client>> all;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < clients; ++i) {
        all.push_back(std::make_unique<Client>(server, clinic, shared, i));
        threads.emplace_back(
            [&client = *all.back(), &answers] { client.ask_until_closed(answers); });
    }
    while (answers < answers_before_stop) std::this_thread::yield();
    server.stop();
    for (auto& thread : threads) thread.join();
    Told told;
    for (const auto& client : all) {
        for (const auto& fault : client->faults) FAIL_CHECK(fault);
        told.stands.insert(client->mine.begin(), client->mine.end());
        told.booked.insert(client->booked.begin(), client->booked.end());
    }
    return told;
}

}  // namespace

TEST_CASE("many clients at once are told what the log holds, up to a stop in their midst") {
    fakes::plant_asked();
    const fakes::TemporaryFolder folder;
    auto server = std::make_unique<WholeServer>(folder.path());
    const Clinic clinic{*server};
    const auto told = load(*server, clinic);
    CHECK(told.booked.size() > 20);
    server.reset();

    const auto report = verify(RocksLog{folder.path() / "log"});
    CHECK_MESSAGE(report.is_clean(), (report.is_clean() ? "" : report.faults.front().what));
    CHECK(report.bookings == told.booked.size());

    const WholeServer again{folder.path()};
    Caller caller{again.port(), clinic.key};
    for (const auto& [id, stands] : told.stands) {
        const auto booking = caller.get("/v1/bookings/" + id);
        CHECK(booking.text("status") == (stands ? "confirmed" : "cancelled"));
    }
}

}  // namespace load_test
