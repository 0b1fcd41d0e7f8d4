"""Each way in which an error can fail to be a problem document is found, and a good one is none."""

import json
import unittest

from problems import fault_in_error, fault_in_problem

FIELDS = {"Content-Type": "application/problem+json", "X-Request-Id": "7"}
PROBLEM = {"type": "/problems/malformed", "title": "No", "status": 400, "code": "malformed",
           "errors": [{"pointer": "/start", "detail": "must be a time"}], "request_id": "7",
           "retryable": False}


def fault(fields=None, **changed):
    """What is wrong once members are changed, or left out where they are None."""
    problem = {name: value for name, value in {**PROBLEM, **changed}.items() if value is not None}
    return fault_in_error(PROBLEM["status"], FIELDS if fields is None else fields,
                          json.dumps(problem).encode())


def other_fault(status, code, retryable=False, **fields):
    problem = {**PROBLEM, "type": f"/problems/{code}", "status": status, "code": code,
               "retryable": retryable}
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return fault_in_error(status, {**FIELDS, **named}, json.dumps(problem).encode())


class ProblemsTest(unittest.TestCase):
    def test_a_good_one_has_no_fault(self):
        self.assertIsNone(fault())
        self.assertIsNone(fault_in_problem(400, json.dumps(PROBLEM)))

    def test_another_kind_of_document(self):
        self.assertIn("no problem document", fault({**FIELDS, "Content-Type": "text/html"}))
        self.assertIn("no problem document", fault({"X-Request-Id": "7"}))
        for body in (b"", b"<html>", b'{"code":'):
            self.assertEqual(fault_in_error(400, FIELDS, body), "it is no JSON")
        self.assertIn("no code", fault_in_error(400, FIELDS, b"[]"))

    def test_a_code_that_nobody_described(self):
        self.assertIn("no code that is described", fault(code="oops", type="/problems/oops"))
        self.assertIn("no code that is described", fault(code=None))

    def test_members_that_are_missing_unknown_or_of_another_type(self):
        for name in ("type", "title", "status", "request_id", "retryable"):
            self.assertIn(f"'{name}' is a required", fault(**{name: None}))
        self.assertIn("stack", fault(stack="at main.cpp:3"))
        self.assertIn("is not of type", fault(title=7))
        self.assertIn("is a required", fault(errors=[{"pointer": "/start"}]))

    def test_a_type_or_status_of_another(self):
        self.assertIn("of another", fault(type="/problems/claimed"))
        self.assertIn("of another", fault(status=409))

    def test_what_is_malformed_at_no_place(self):
        self.assertIn("what is malformed", fault(errors=None))
        self.assertIn("what is malformed", fault(errors=None, detail="Something is wrong."))
        self.assertIn("at no place", fault(errors=[{"pointer": "the start", "detail": "is bad"}]))
        self.assertIn("say nothing", fault(errors=[{"pointer": "", "detail": ""}]))

    def test_a_value_that_is_refused_at_no_place(self):
        body = {**PROBLEM, "type": "/problems/misaligned-start", "status": 422,
                "code": "misaligned-start"}
        self.assertIsNone(fault_in_error(422, FIELDS, json.dumps(body)))
        del body["errors"]
        self.assertIn("which value", fault_in_error(422, FIELDS, json.dumps(body)))

    def test_framing_that_is_malformed_is_explained_and_ends_the_connection(self):
        ends = {**FIELDS, "Connection": "close"}
        self.assertIsNone(fault(ends, errors=None, detail="Host stands there twice."))
        self.assertIn("what is malformed", fault(ends, errors=None))

    def test_another_request(self):
        self.assertIn("another request", fault(request_id="8"))

    def test_fields_that_go_with_a_status(self):
        for status, code, name in ((401, "unauthorised", "WWW_Authenticate"),
                                   (405, "method-not-allowed", "Allow"),
                                   (415, "unsupported-media-type", "Accept"),
                                   (429, "rate-limited", "Retry_After")):
            self.assertIn("it has no", other_fault(status, code))
            self.assertIsNone(other_fault(status, code, **{name: "7"}))
        self.assertIn("retry-after", other_fault(503, "overloaded", True))
        self.assertIsNone(other_fault(503, "overloaded", True, Retry_After="1"))
        self.assertIsNone(other_fault(503, "view-stopped"))


if __name__ == "__main__":
    unittest.main()
