"""Requests that can be sent again, by themselves or as lines of `/v1/commands`."""

# What an answer has beside its status and its body that is the same whenever it is given.
LASTING_HEADERS = ("ETag", "Location", "Kalends-Position")


class Ask:
    """One request, word for word."""

    def __init__(self, kind, path, body, noted, made, method="POST"):
        self.kind = kind
        self.path = path
        self.body = body
        self.noted = noted  # What the checker must know of it.
        self.made = made  # Takes each booking or hold that it made.
        self.method = method
        self.answers = []
        self.is_made = False

    def __str__(self):
        return f"{self.kind} {self.noted}"

    @property
    def is_answered(self):
        return bool(self.answers)

    @property
    def accepted(self):
        """Every answer that says it is done, in the order they came."""
        return [answer for answer in self.answers if answer.status < 300]

    @property
    def line(self):
        """The same request as a line of `/v1/commands`, its body in the same bytes."""
        line = {"method": self.method, "path": self.path, "idempotency_key": self.noted["key"]}
        return line if self.body is None else {**line, "body": self.body}

    def send(self, caller, recording):
        number = self._asked(recording)
        answer = caller.call(self.method, self.path, self.body,
                             idempotency_key=self.noted["key"])
        self._told(number, answer, recording)
        return answer

    def _asked(self, recording):
        return recording.asked(kind=self.kind, **self.noted)

    def _told(self, number, answer, recording):
        recording.told(number, answer)
        if answer is None or answer.code == "outcome-unknown":
            return
        self.answers.append(answer)
        if answer.status == 201 and not self.is_made:
            self.is_made = True
            for one in answer.json.get("bookings", [answer.json]):
                self.made(one)


def send_together(asks, caller, recording):
    """As the lines of one request; the answers that came, which are those of the first asks."""
    numbers = [ask._asked(recording) for ask in asks]
    answers = caller.run_commands([ask.line for ask in asks])
    for ask, number, answer in zip(asks, numbers, answers):
        ask._told(number, answer, recording)
    return answers


def lasting(answer):
    """What of an answer is the same whenever and however it is asked for."""
    return (answer.status, answer.body, *map(answer.headers.get, LASTING_HEADERS))
