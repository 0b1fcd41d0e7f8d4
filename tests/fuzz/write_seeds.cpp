#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "commands/engine/reference.hpp"
#include "eventstore/index_rows.hpp"
#include "schemas/states/booking.hpp"
#include "schemas/states/hold.hpp"
#include "schemas/states/host.hpp"
#include "schemas/states/meeting_type.hpp"
#include "schemas/states/organisation.hpp"
#include "schemas/states/subject.hpp"
#include "tests/eventstore/sample_log.hpp"
#include "tests/fuzz/counter.hpp"
#include "tests/fuzz/restored_log.hpp"
#include "tests/fuzz/seal.hpp"
#include "tests/schemas/random_value.hpp"

// usage: write_seeds SOURCE CORPUS
// Writes what the fuzzers begin with to CORPUS/<fuzzer>/: the samples and golden records of the
// tests in SOURCE, and whatever is bytes, made by the code that writes it.

using namespace kalends;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class Corpus {
  public:
    explicit Corpus(fs::path folder) : folder_{std::move(folder)} {
        fs::create_directories(folder_);
    }
    void add(std::string_view bytes) {
        std::ofstream{folder_ / ("seed" + std::to_string(++seeds_)), std::ios::binary} << bytes;
    }
    // Every file of the folder, as `made` of its content.
    template <class Make>
    void add_all(const fs::path& from, const Make& made) {
        for (const auto& file : fs::directory_iterator{from}) add(made(content_of(file.path())));
    }

  private:
    fs::path folder_;
    int seeds_ = 0;
};

std::string as_it_is(std::string content) {
    return content;
}

std::string with_length(const std::string& body) {
    return "POST /v1/bookings HTTP/1.1\r\nHost: a\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

void write_http(Corpus corpus, const fs::path& samples) {
    const std::string head = "POST /v1/bookings?a=b HTTP/1.1\r\nHost: a\r\n";
    corpus.add("GET /v1/hosts?limit=2&after=hst_0 HTTP/1.1\r\nHost: a\r\n\r\n");
    corpus.add("GET http://a:80/%41?b=%20+c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    corpus.add(head + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n");
    // Together just within the bound on a body that the fuzzer sets.
    corpus.add(head + "Transfer-Encoding: chunked\r\n\r\n" + "40\r\n" + std::string(64, 'a') +
               "\r\n3e\r\n" + std::string(62, 'b') + "\r\n0\r\n\r\n");
    corpus.add(head + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n");
    corpus.add("GET / HTTP/1.0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    corpus.add_all(samples, with_length);
}

// What each endpoint is asked, as the fuzzer of answers takes it, and lists that are gone on with.
void write_answers(Corpus corpus) {
    const fuzz::Counter counter;
    auto requests = counter.requests;
    for (const auto* target :
         {"/v1/bookings?limit=1&sort=-start&cursor=1244c21b.1764579600000.1",
          "/v1/bookings?status=pending,confirmed&text=a%20%22b&cursor=933ebfa1.1.2"}) {
        requests.push_back({http::Method::get, target});
    }
    for (const auto& asked : requests) {
        std::string seed{http::to_text(asked.method)};
        seed.append(" ")
            .append(asked.target)
            .append(" HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ");
        seed.append(counter.key).append("\r\nContent-Type: application/json\r\n");
        if (asked.method == http::Method::post) seed.append("Idempotency-Key: k\r\n");
        corpus.add(seed.append("\r\n").append(asked.body));
    }
}

template <class... Kinds>
void add_states(Corpus& corpus, RandomValues& values) {
    const auto packed = [](const auto& state) {
        std::string bytes;
        pack(bytes, state);
        return bytes;
    };
    (corpus.add(packed(values.make<Kinds>())), ...);
}

void write_records(Corpus corpus) {
    RecordWriter writer{LogHead{}};
    corpus.add(fakes::sample_record(writer, 3));
    corpus.add(encode(IndexHead{writer.head().record, writer.head().hash}));
    corpus.add(encode(StreamRun{Revision{3}, {{RecordNumber{1}, 2}, {RecordNumber{4}, 0}}}));
    corpus.add(encode(CommandPlace{RecordNumber{5}, 1}));
    corpus.add(encode(Snapshot{Revision{3}, 1, Sequence{9}, "state"}));
    corpus.add(idempotency_key(KeyedDigest{{7, 1}}));
    corpus.add(due_key(fakes::sample_time, {StreamKind::booking, IdBits{6, 1}}));
    RandomValues values{1};
    add_states<Organisation, MeetingType, Host, Booking, Subject>(corpus, values);
}

void write_texts(Corpus corpus) {
    for (const std::string_view text :
         {"0-1-48213", "2026-12-01T09:00:00.5+01:00", "2026-12-01", "2026-12-01T09:00", "AAECAwQF",
          "/v1/%41?a=b&c=%20", "7k2m-9qxt",
          "FREQ=MONTHLY;INTERVAL=2;COUNT=12;BYDAY=MO,-1FR;BYSETPOS=1;WKST=SU"}) {
        corpus.add(text);
    }
    corpus.add(to_text(BookingId{IdBits{1, 2}}));
    corpus.add("kal_" + to_text(OrganisationId{IdBits{1, 2}}));
    corpus.add(make_reference({}, Position{}));
    corpus.add(fuzz::Seal{}.sealed());
}

// Each event of the log as what the topic ends with, a topic that is empty, each with the cursor
// behind an event, and what was withdrawn.
void write_topics(Corpus corpus) {
    fuzz::RestoredLog at;
    at.finish();
    for (const auto& message : at.topic.messages()) {
        const auto behind = kafka::resume_behind(at.log, message.position, message.value);
        const auto file = kafka::encode_cursor("events", behind.published);
        const auto cursor = file.substr(0, file.size() - sizeof(Digest));
        corpus.add(message.position + "\n" + message.value + "\n" + cursor);
        corpus.add("\n\n" + cursor);
        corpus.add(file);
    }
    corpus.add("0-1-9\nwithdrawn\n");
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const fs::path tests = fs::path{words[1]} / "tests";
    const fs::path corpus = words[2];
    const auto samples = tests / "schemas/requests/samples";
    Corpus{corpus / "requests"}.add_all(samples, as_it_is);
    Corpus{corpus / "events"}.add_all(tests / "schemas/golden", as_it_is);
    Corpus schedules{corpus / "schedules"};
    schedules.add(content_of(samples / "SetSchedule.json"));
    schedules.add("# version 2026a\nZ Europe/Luxembourg 1 - C\nL Europe/Brussels Europe/Paris\n");
    write_http(Corpus{corpus / "http"}, samples);
    write_answers(Corpus{corpus / "answers"});
    write_records(Corpus{corpus / "records"});
    write_texts(Corpus{corpus / "texts"});
    write_topics(Corpus{corpus / "topics"});
}
