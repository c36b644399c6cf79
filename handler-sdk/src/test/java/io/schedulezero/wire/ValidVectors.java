package io.schedulezero.wire;

import java.util.List;
import java.util.stream.Stream;

/** Messages that a receiver understands. */
final class ValidVectors {
  private static final String CANCEL =
      """
      {"run":"0c4s9e2k7xw3m","fence":42,"mode":"soft","graceMs":10000,"reason":"by ada"}""";
  private static final String PROGRESS =
      """
      {"run":"0c4s9e2k7xw3m","fence":42,"n":7,"p":0.25,"msg":"order 25 of 100"}""";

  private static final String DRAIN = "{\"deadlineMs\":5,\"reason\":\"r\"}";

  private ValidVectors() {}

  static List<Vector> all() {
    return Stream.of(
            ready(),
            session(),
            runs(),
            workerAcks(),
            duringAnAttempt(),
            results(),
            serverAcks(),
            byes(),
            errors(),
            numbers(),
            otherwise(),
            unusual())
        .flatMap(List::stream)
        .toList();
  }

  private static Vector valid(String name, Kind kind, String body, String about) {
    return new Vector(name, kind.type(), body, about);
  }

  private static List<Vector> ready() {
    return List.of(
        valid(
                "ready",
                Kind.READY,
                """
                {"proto":{"min":0,"max":2},"worker":"mail-1","instance":"6f1c1d1e-7a53-4b62-9a53-0d6f4a1f2b3c",\
                "client":"java/0.1.0","handlers":[{"name":"send_email","ver":"3"},{"name":"noop"}],\
                "labels":{"disk":"ssd","region":"eu"},"slots":8,"credit":6,\
                "resume":[{"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"state":"running"},\
                {"run":"0c4s9e2k7xw3n","attempt":2,"fence":43,"state":"finished"}],"epoch":17,"features":["spool"],\
                "ct":"application/json","len":84}""",
                "A worker that was connected before, and says more about one of its handlers")
            .payload(
                """
                [{"name":"noop","description":"Does nothing","args":{"type":"object"},"priority":5}]""")
            .session(0),
        valid(
                "ready-of-a-new-worker",
                Kind.READY,
                """
                {"proto":{"min":0,"max":0},"worker":"w","instance":"00000000-0000-0000-0000-000000000001",\
                "client":"","slots":1,"credit":1}""",
                "Every key that may be missing is missing")
            .session(0),
        valid(
                "ready-beyond-ascii",
                Kind.READY,
                """
                {"proto":{"min":0,"max":0},"worker":"w","instance":"00000000-0000-0000-0000-000000000001",\
                "client":"é – 日本 – 😀","labels":{"größe":"\\"groß\\" \\\\ \\n"},"slots":1,"credit":1}""",
                "Text is UTF-8 as it is; only quotes, backslashes and control characters are escaped")
            .session(0));
  }

  private static List<Vector> session() {
    return List.of(
        valid(
            "welcome",
            Kind.WELCOME,
            """
            {"server":"node-1","epoch":18,"minor":0,"hbMs":5000,"leaseMs":30000,\
            "limits":{"body":65536,"payload":262144,"logWindow":262144,"progressMs":250},\
            "resume":[{"run":"0c4s9e2k7xw3m","fence":42,"verdict":"keep"},\
            {"run":"0c4s9e2k7xw3n","fence":43,"verdict":"resend"},\
            {"run":"0c4s9e2k7xw3p","fence":44,"verdict":"cancel"},\
            {"run":"0c4s9e2k7xw3q","fence":45,"verdict":"drop"}],"drain":false}""",
            "The header has the new session; every verdict once"),
        valid(
            "heartbeat",
            Kind.HEARTBEAT,
            """
            {"n":12,"credit":9,"runs":[["0c4s9e2k7xw3m",42],["0c4s9e2k7xw3n",43]],"load":{"cpu":0.5,"heap":0.75}}""",
            "Two attempts are held"),
        valid("heartbeat-idle", Kind.HEARTBEAT, "{\"n\":0,\"credit\":8}", "Nothing is held").seq(3),
        valid(
            "heartbeat-ok",
            Kind.HEARTBEAT_OK,
            """
            {"n":12,"runs":[["0c4s9e2k7xw3m",42,"gone"],["0c4s9e2k7xw3n",43,"cancel"]],"drain":true}""",
            "Something is to be said about two attempts, and the worker is to drain"),
        valid("heartbeat-ok-quiet", Kind.HEARTBEAT_OK, "{\"n\":0,\"drain\":false}", "All is well"),
        valid(
            "drain",
            Kind.DRAIN,
            "{\"deadlineMs\":60000,\"reason\":\"the node stops\"}",
            "Finish, and take nothing new"));
  }

  private static List<Vector> runs() {
    return List.of(
        valid(
                "run",
                Kind.RUN,
                """
                {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"handler":"send_email","fireTime":"2026-11-21T09:00:00Z",\
                "leaseMs":30000,"prio":5,"args":{"to":"ada@example.org","copies":[1,2.5,null,true]}}""",
                "The arguments are in the body; every key that may be missing is missing")
            .seq(2),
        valid(
                "run-with-payload",
                Kind.RUN,
                """
                {"run":"0c4s9e2k7xw3m","attempt":2,"fence":43,"handler":"send_email","schedule":"every-morning",\
                "fireTime":"2026-11-21T09:00:00.250Z","key":"ada/2026-11-21","leaseMs":30000,"timeoutMs":60000,"prio":9,\
                "trace":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","ct":"application/json","len":24}""",
                "The arguments are the payload; every other key is there")
            .seq(2)
            .payload("{\"to\":\"ada@example.org\"}"),
        valid(
                "run-again",
                Kind.RUN,
                """
                {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"handler":"noop","fireTime":"2026-11-21T09:00:00Z",\
                "leaseMs":30000,"prio":0,"args":{}}""",
                "Sent again, because nothing answered it")
            .seq(5)
            .flags(0x04),
        valid(
            "run-args-as-written",
            Kind.RUN,
            """
            {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"handler":"noop","fireTime":"2026-11-21T09:00:00Z",\
            "leaseMs":30000,"prio":0,"args":{ "a" : 1.50 ,\t"b":"\\u0041" }}""",
            "The arguments go on to the handler as they were written, to the last space"));
  }

  private static List<Vector> workerAcks() {
    return List.of(
        valid(
            "worker-ack-of-run",
            Kind.WORKER_ACK,
            """
            {"of":"RUN","run":"0c4s9e2k7xw3m","fence":42,"status":"accepted"}""",
            "The attempt has begun"),
        valid(
            "worker-ack-of-run-rejected",
            Kind.WORKER_ACK,
            """
            {"of":"RUN","run":"0c4s9e2k7xw3m","fence":42,"status":"rejected","reason":"OVERLOADED","credit":9}""",
            "The worker has no room"),
        valid(
            "worker-ack-of-cancel",
            Kind.WORKER_ACK,
            """
            {"of":"CANCEL","run":"0c4s9e2k7xw3m","fence":42,"status":"accepted"}""",
            "The attempt is being stopped"),
        valid(
            "worker-ack-of-drain",
            Kind.WORKER_ACK,
            "{\"of\":\"DRAIN\",\"status\":\"accepted\"}",
            "No run is named"));
  }

  private static List<Vector> duringAnAttempt() {
    return List.of(
        valid("progress", Kind.PROGRESS, PROGRESS, "A quarter is done"),
        valid(
                "log",
                Kind.LOG,
                """
                {"run":"0c4s9e2k7xw3m","fence":42,"from":10,"lines":2,"dropped":3,"ct":"application/x-ndjson","len":18}""",
                "Two lines, after three that were thrown away")
            .payload("{\"a\":\"b\"}\n{\"c\":4}\n"),
        valid(
                "log-of-no-lines",
                Kind.LOG,
                """
                {"run":"0c4s9e2k7xw3m","fence":42,"from":0,"lines":0,"dropped":900,"ct":"application/x-ndjson","len":0}""",
                "A payload may be empty; it is there all the same")
            .payload(""),
        valid("cancel", Kind.CANCEL, CANCEL, "The handler is asked to end"),
        valid(
            "cancel-hard",
            Kind.CANCEL,
            """
            {"run":"0c4s9e2k7xw3m","fence":42,"mode":"hard","graceMs":0,"reason":""}""",
            "The handler is interrupted"));
  }

  private static List<Vector> results() {
    return List.of(
        valid(
                "result-with-payload",
                Kind.RESULT,
                """
                {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"status":"succeeded","retryable":false,"durMs":1250,\
                "credit":10,"ct":"application/json","len":11}""",
                "Succeeded with an output")
            .seq(9)
            .payload("{\"sent\":12}"),
        valid(
            "result-without-output",
            Kind.RESULT,
            """
            {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"status":"succeeded","retryable":false,"durMs":0,"credit":10}""",
            "Succeeded with nothing to say"),
        valid(
            "result-failed",
            Kind.RESULT,
            """
            {"run":"0c4s9e2k7xw3m","attempt":3,"fence":44,"status":"failed","retryable":true,"retryInMs":60000,\
            "error":{"type":"java.io.IOException","message":"503","ownFrame":"shop.Mailer.send(Mailer.java:31)",\
            "stack":"java.io.IOException: 503\\n\\tat shop.Mailer.send(Mailer.java:31)"},"durMs":20,"credit":11}""",
            "The handler wishes for another attempt in a minute"),
        result("timed_out", true, "timeout"),
        result("cancelled", false, "cancelled"),
        result("rejected", true, "UNKNOWN_HANDLER"));
  }

  private static List<Vector> serverAcks() {
    return List.of(
        valid(
            "server-ack-of-result",
            Kind.SERVER_ACK,
            """
            {"of":"RESULT","run":"0c4s9e2k7xw3m","fence":42,"status":"committed"}""",
            "The result is durable"),
        valid(
            "server-ack-of-result-superseded",
            Kind.SERVER_ACK,
            """
            {"of":"RESULT","run":"0c4s9e2k7xw3m","fence":42,"status":"superseded"}""",
            "The result came too late"),
        valid(
            "server-ack-of-log",
            Kind.SERVER_ACK,
            """
            {"of":"LOG","run":"0c4s9e2k7xw3m","fence":42,"upTo":12,"window":262126}""",
            "There is room for more lines"));
  }

  private static List<Vector> byes() {
    return List.of(
        valid(
            "worker-bye",
            Kind.WORKER_BYE,
            """
            {"code":"SHUTTING_DOWN","released":[["0c4s9e2k7xw3m",42]]}""",
            "One attempt is given back"),
        valid(
            "server-bye",
            Kind.SERVER_BYE,
            "{\"code\":\"SHUTTING_DOWN\",\"retryInMs\":2000}",
            "Come back in two seconds"),
        valid(
            "server-bye-superseded",
            Kind.SERVER_BYE,
            "{\"code\":\"SUPERSEDED\"}",
            "Another process has the name"));
  }

  private static List<Vector> errors() {
    return List.of(
        valid(
            "worker-error",
            Kind.WORKER_ERROR,
            """
            {"code":"BAD_FRAME","msg":"run is missing","ref":{"type":67,"seq":2},"fatal":false}""",
            "The message that was refused is named"),
        valid(
            "worker-error-bad-version",
            Kind.WORKER_ERROR,
            "{\"code\":\"BAD_VERSION\",\"msg\":\"2\",\"fatal\":true,\"retryInMs\":60000,\"min\":1,\"max\":1}",
            "The server speaks another major version"),
        valid(
            "server-error",
            Kind.SERVER_ERROR,
            """
            {"code":"RATE_LIMITED","msg":"too fast","ref":{"type":2,"seq":900},"fatal":true,"retryInMs":5000}""",
            "The session is over"),
        valid(
            "server-error-bad-version",
            Kind.SERVER_ERROR,
            """
            {"code":"BAD_VERSION","msg":"the message is of version 2; spoken here is 1","fatal":true,"min":1,"max":1}""",
            "The major versions that the server speaks"));
  }

  private static Vector result(String status, boolean retryable, String type) {
    return valid(
        "result-" + status.replace('_', '-'),
        Kind.RESULT,
        """
        {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"status":"%s","retryable":%s,\
        "error":{"type":"%s","message":"","stack":""},"durMs":5,"credit":10}"""
            .formatted(status, retryable, type),
        "An end without success: " + status);
  }

  private static List<Vector> numbers() {
    return List.of(
        valid(
            "largest-number",
            Kind.HEARTBEAT,
            "{\"n\":9007199254740991,\"credit\":0}",
            "2^53 - 1 is the largest whole number"),
        valid("largest-session-and-seq", Kind.PROGRESS, PROGRESS, "Both are unsigned")
            .session(-1)
            .seq(-1),
        valid("must-understand", Kind.CANCEL, CANCEL, "On a known type the flag changes nothing")
            .flags(0x01),
        valid(
            "depth-16",
            Kind.RUN,
            """
            {"run":"7zzzzzzzzzzzz","attempt":2147483647,"fence":1,"handler":"A.b_c-9",\
            "fireTime":"0001-01-01T00:00:00Z","leaseMs":1,"prio":0,"args":%s}"""
                .formatted("{\"a\":".repeat(14) + "[]" + "}".repeat(14)),
            "The body is at depth 1, the array at depth 16"),
        valid(
                "payload-as-large-as-allowed",
                Kind.RESULT,
                """
                {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"status":"succeeded","retryable":false,"durMs":0,"credit":10,\
                "ct":"application/cbor","len":8}""",
                "Eight bytes, where limits.payload is eight")
            .payload("12345678")
            .maxPayload(8));
  }

  private static List<Vector> otherwise() {
    return List.of(
        valid("reserved-is-ignored", Kind.DRAIN, DRAIN, "The bytes at 6 and 7 are not zero")
            .header("535a5701 4600ffff 1122334455667788 0000000000000001")
            .notAsSent(),
        valid(
                "unknown-keys-are-ignored",
                Kind.DRAIN,
                """
                {"deadlineMs":5,"colour":{"a":[null,{}],"b":1e400},"reason":"r","":"\\ud800"}""",
                "Whatever is in them, as long as it is within the rules of a body")
            .understoodAs(DRAIN),
        valid(
                "white-space",
                Kind.DRAIN,
                " {\r\n\t\"deadlineMs\" : 5 , \"reason\":\"r\" } \n",
                "Around tokens")
            .understoodAs(DRAIN),
        valid(
                "escapes",
                Kind.DRAIN,
                "{\"deadline\\u004ds\":5,\"reason\":\"\\u0072\"}",
                "In a key and in a text")
            .understoodAs(DRAIN),
        valid("order-of-keys", Kind.DRAIN, "{\"reason\":\"r\",\"deadlineMs\":5}", "Is free")
            .understoodAs(DRAIN),
        valid(
                "empty-list",
                Kind.HEARTBEAT,
                "{\"n\":1,\"credit\":2,\"runs\":[],\"load\":{}}",
                "The same as a missing one")
            .understoodAs("{\"n\":1,\"credit\":2}"));
  }

  private static List<Vector> unusual() {
    return List.of(
        valid(
                "whole-number-for-a-number",
                Kind.PROGRESS,
                """
                {"run":"0c4s9e2k7xw3m","fence":42,"n":7,"p":1,"msg":""}""",
                "Where a fraction is allowed")
            .understoodAs(
                """
                {"run":"0c4s9e2k7xw3m","fence":42,"n":7,"p":1.0,"msg":""}"""),
        valid(
                "body-of-64-kib",
                Kind.DRAIN,
                DRAIN + " ".repeat(64 * 1024 - DRAIN.length()),
                "65,536 bytes are the most")
            .understoodAs(DRAIN),
        new Vector("unknown-type", 0x30, "{\"any\":1}", "Is ignored").unknown(),
        new Vector("unknown-type-with-payload", 0x7f, "{\"ct\":\"a/b\",\"len\":1}", "Is ignored")
            .payload("x")
            .unknown());
  }
}
