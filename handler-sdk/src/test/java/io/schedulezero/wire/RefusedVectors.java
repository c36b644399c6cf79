package io.schedulezero.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Frames that are no message. */
final class RefusedVectors {
  private static final String DRAIN = "{\"deadlineMs\":5,\"reason\":\"r\"}";
  private static final String LOG =
      """
      {"run":"0c4s9e2k7xw3m","fence":42,"from":0,"lines":1,"dropped":0%s}""";

  private RefusedVectors() {}

  static List<Vector> all() {
    return Stream.of(headers(), frames(), texts(), json(), values(), runs(), combinations())
        .flatMap(List::stream)
        .toList();
  }

  private static Vector bad(String name, Kind kind, String body, String about) {
    return new Vector(name, kind.type(), body, about).refused(ErrorCode.BAD_FRAME);
  }

  private static Vector badDrain(String name, String body, String about) {
    return bad(name, Kind.DRAIN, body, about);
  }

  private static Vector header(String name, String hex, String about) {
    return badDrain(name, DRAIN, about).header(hex);
  }

  private static List<Vector> headers() {
    return List.of(
        header("header-empty", "", "A frame of no bytes"),
        header("header-magic", "585a5701 46000000 1122334455667788 0000000000000001", "XZW"),
        header("header-magic-case", "737a7701 46000000 1122334455667788 0000000000000001", "szw"),
        header("header-only-magic", "535a57", "Three bytes"),
        header("header-version-2", "535a5702 46000000 1122334455667788 0000000000000001", "2")
            .refused(ErrorCode.BAD_VERSION),
        header("header-version-0", "535a5700 46000000 1122334455667788 0000000000000001", "0")
            .refused(ErrorCode.BAD_VERSION),
        header("header-version-2-short", "535a5702 00", "Another version may have another header")
            .refused(ErrorCode.BAD_VERSION),
        header("header-of-23-bytes", "535a5701 46000000 1122334455667788 00000000000001", "Short"),
        header(
            "header-of-25-bytes", "535a5701 46000000 1122334455667788 0000000000000001 00", "Long"),
        header("header-flag-08", "535a5701 46080000 1122334455667788 0000000000000001", "Unknown"),
        header("header-flag-80", "535a5701 46800000 1122334455667788 0000000000000001", "Unknown"),
        header("header-seq-0", "535a5701 46000000 1122334455667788 0000000000000000", "From 1"));
  }

  private static List<Vector> frames() {
    String ofThree = LOG.formatted(",\"ct\":\"application/x-ndjson\",\"len\":3");
    return List.of(
        badDrain("frames-none", DRAIN, "Nothing at all").onlyFrames(0),
        badDrain("frames-no-body", DRAIN, "A header alone").onlyFrames(1),
        badDrain("frames-three-without-the-flag", DRAIN, "A payload comes unannounced").added("x"),
        bad("frames-payload-missing", Kind.LOG, ofThree, "Announced, but not there").flags(0x02),
        bad("frames-four", Kind.LOG, ofThree, "At most three").payload("{}\n").added("x"),
        bad("len-too-large", Kind.LOG, ofThree, "3 for 2 bytes").payload("{}"),
        bad("len-too-small", Kind.LOG, ofThree, "3 for 4 bytes").payload("{ }\n"),
        bad("len-missing", Kind.LOG, LOG.formatted(",\"ct\":\"a/b\""), "It must be there")
            .payload("{}\n"),
        bad("ct-missing", Kind.LOG, LOG.formatted(",\"len\":3"), "It must be there")
            .payload("{}\n"),
        bad("ct-empty", Kind.LOG, LOG.formatted(",\"ct\":\"\",\"len\":3"), "It says nothing")
            .payload("{}\n"),
        badDrain(
            "len-without-payload", "{\"deadlineMs\":5,\"reason\":\"r\",\"len\":0}", "Of what?"),
        badDrain(
                "payload-where-none-may-be",
                "{\"deadlineMs\":5,\"reason\":\"r\",\"ct\":\"a/b\",\"len\":1}",
                "A DRAIN has none")
            .payload("x"),
        bad("log-without-payload", Kind.LOG, LOG.formatted(""), "It must have one"),
        bad("payload-too-large", Kind.LOG, ofThree, "3 bytes, where limits.payload is 2")
            .payload("{}\n")
            .maxPayload(2)
            .refused(ErrorCode.TOO_LARGE),
        badDrain(
                "body-too-large",
                DRAIN + " ".repeat(64 * 1024 + 1 - DRAIN.length()),
                "65,537 bytes, of which the last are spaces")
            .refused(ErrorCode.TOO_LARGE),
        new Vector("unknown-type-must-be-understood", 0x30, "{}", "By its flag")
            .flags(0x01)
            .refused(ErrorCode.BAD_FRAME),
        new Vector("unknown-type-bad-body", 0x30, "{", "Types change nothing about bodies")
            .refused(ErrorCode.BAD_FRAME));
  }

  private static Vector bytes(String name, String latin1, String about) {
    return badDrain(name, "", about).rawBody(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<Vector> texts() {
    String begin = "{\"deadlineMs\":5,\"reason\":\"";
    return List.of(
        bytes("text-byte-order-mark", "\u00ef\u00bb\u00bf" + DRAIN, "EF BB BF before the body"),
        bytes("text-not-utf-8", begin + "\u00ff\"}", "FF"),
        bytes("text-latin-1", begin + "\u00e9\"}", "A lone E9"),
        bytes("text-overlong", begin + "\u00c0\u00af\"}", "C0 AF, a slash in two bytes"),
        bytes("text-surrogates", begin + "\u00ed\u00a0\u0080\"}", "ED A0 80, half of a pair"),
        bytes("text-cut", begin + "\u00e2\u0082", "The end in the middle of a character"),
        badDrain("text-utf-16", "", "Every other byte is 0")
            .rawBody(DRAIN.getBytes(StandardCharsets.UTF_16BE)),
        badDrain("text-half-a-pair", begin + "\\ud83d\"}", "An escape that is no character"),
        badDrain("text-control-character", begin + "\n\"}", "A line feed that is not escaped"));
  }

  private static List<Vector> json() {
    return List.of(
        badDrain("json-empty", "", "No bytes"),
        badDrain("json-space", " ", "No JSON"),
        badDrain("json-array", "[]", "Not an object"),
        badDrain("json-null", "null", "Not an object"),
        badDrain("json-two-objects", DRAIN + DRAIN, "One is enough"),
        badDrain("json-goes-on", DRAIN + "}", "More than the object"),
        badDrain("json-cut", "{\"deadlineMs\":5,\"reason\":\"r\"", "Less than the object"),
        badDrain("json-comment", "{\"deadlineMs\":5/**/,\"reason\":\"r\"}", "None are allowed"),
        badDrain("json-single-quotes", "{'deadlineMs':5,\"reason\":\"r\"}", "Not JSON"),
        badDrain("json-no-quotes", "{deadlineMs:5,\"reason\":\"r\"}", "Not JSON"),
        badDrain("json-trailing-comma", "{\"deadlineMs\":5,\"reason\":\"r\",}", "Not JSON"),
        badDrain("json-leading-zero", "{\"deadlineMs\":05,\"reason\":\"r\"}", "Not JSON"),
        badDrain("json-nan", "{\"deadlineMs\":NaN,\"reason\":\"r\"}", "Not JSON"),
        badDrain(
            "json-key-twice", "{\"reason\":\"a\",\"deadlineMs\":5,\"reason\":\"r\"}", "Which?"),
        badDrain(
            "json-key-twice-escaped",
            "{\"deadlineMs\":5,\"reason\":\"a\",\"\\u0072eason\":\"r\"}",
            "The same key, written in two ways"),
        badDrain(
            "json-key-twice-within",
            "{\"deadlineMs\":5,\"reason\":\"r\",\"x\":[{\"a\":1,\"a\":null}]}",
            "In an unknown key"),
        badDrain(
            "json-depth-17",
            "{\"deadlineMs\":5,\"reason\":\"r\",\"x\":" + "[".repeat(16) + "]".repeat(16) + "}",
            "The innermost array is at depth 17"),
        badDrain(
            "json-depth-bottomless",
            "{\"deadlineMs\":5,\"reason\":\"r\",\"x\":" + "{\"a\":".repeat(1_000),
            "A thousand objects that begin"));
  }

  private static Vector number(String name, String json, String about) {
    return badDrain(name, "{\"deadlineMs\":" + json + ",\"reason\":\"r\"}", about);
  }

  private static List<Vector> values() {
    return List.of(
        number("number-2-to-the-53", "9007199254740992", "One too many"),
        number("number-of-30-digits", "9".repeat(30), "Far too many"),
        badDrain(
            "number-2-to-the-53-in-an-unknown-key",
            "{\"deadlineMs\":5,\"reason\":\"r\",\"x\":-9007199254740992}",
            "The rule is for the whole body"),
        number("number-negative", "-1", "A time is 0 or more"),
        number("number-fraction", "5.0", "A whole number has no point"),
        number("number-exponent", "5e0", "A whole number has no exponent"),
        number("number-as-text", "\"5\"", "A text is no number"),
        number("number-null", "null", "What is not there is left out"),
        number("number-true", "true", "Not a number"),
        badDrain("key-missing", "{\"reason\":\"r\"}", "deadlineMs must be there"),
        badDrain("text-as-number", "{\"deadlineMs\":5,\"reason\":5}", "A number is no text"),
        badDrain("text-as-array", "{\"deadlineMs\":5,\"reason\":[\"r\"]}", "An array is no text"),
        run("run-id-short", "0c4s9e2k7xw3", "12 characters"),
        run("run-id-upper-case", "0C4S9E2K7XW3M", "Lower case only"),
        run("run-id-letter", "0c4s9e2k7xw3u", "There is no u, l, i and o"),
        run("run-id-too-large", "8000000000000", "The first is 0 to 7"),
        cancel("word-unknown", "42,\"mode\":\"firm\"", "soft or hard"),
        cancel("word-upper-case", "42,\"mode\":\"SOFT\"", "Words are in lower case"),
        cancel("fence-0", "0,\"mode\":\"soft\"", "From 1"),
        bad("code-unknown", Kind.SERVER_BYE, "{\"code\":\"TIRED\"}", "Codes are a closed list"),
        bad("code-lower-case", Kind.SERVER_BYE, "{\"code\":\"superseded\"}", "Upper case"),
        bad("credit-negative", Kind.HEARTBEAT, "{\"n\":1,\"credit\":-1}", "0 or more"),
        heartbeat("row-too-long", "[\"0c4s9e2k7xw3m\",42,1]", "A run and its fence"),
        heartbeat("row-is-no-array", "{\"run\":\"0c4s9e2k7xw3m\",\"fence\":42}", "An array"),
        heartbeat("rows-too-many", rows(1_001), "1,000 are the most"),
        progress("progress-above-1", "1.01", "\"\""),
        progress("progress-infinite", "1e400", "\"\""),
        progress("progress-message-too-long", "0.5", '"' + "é".repeat(513) + '"'));
  }

  private static Vector run(String name, String id, String about) {
    String body = "{\"of\":\"RUN\",\"run\":\"" + id + "\",\"fence\":42,\"status\":\"accepted\"}";
    return bad(name, Kind.WORKER_ACK, body, about);
  }

  private static Vector cancel(String name, String fenceAndMode, String about) {
    String body =
        "{\"run\":\"0c4s9e2k7xw3m\",\"fence\":" + fenceAndMode + ",\"graceMs\":0,\"reason\":\"\"}";
    return bad(name, Kind.CANCEL, body, about);
  }

  private static Vector heartbeat(String name, String rows, String about) {
    return bad(name, Kind.HEARTBEAT, "{\"n\":1,\"credit\":1,\"runs\":[" + rows + "]}", about);
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "[\"0c4s9e2k7xw3m\",42]")
        .collect(Collectors.joining(","));
  }

  private static Vector progress(String name, String p, String msg) {
    String body =
        "{\"run\":\"0c4s9e2k7xw3m\",\"fence\":42,\"n\":1,\"p\":" + p + ",\"msg\":" + msg + "}";
    return bad(name, Kind.PROGRESS, body, "p is 0 to 1, msg at most 1,024 bytes");
  }

  private static Vector start(String name, String with, String about) {
    String body =
        """
        {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"handler":"noop","leaseMs":30000,%s}"""
            .formatted(with);
    return bad(name, Kind.RUN, body, about);
  }

  private static Vector result(String name, String with, String about) {
    String body =
        """
        {"run":"0c4s9e2k7xw3m","attempt":1,"fence":42,"durMs":0,"credit":1,%s}"""
            .formatted(with);
    return bad(name, Kind.RESULT, body, about);
  }

  private static List<Vector> runs() {
    String time = "\"fireTime\":\"2026-11-21T09:00:00Z\"";
    return List.of(
        start("run-without-arguments", time + ",\"prio\":5", "In args, or in the payload"),
        start(
                "run-with-arguments-twice",
                time + ",\"prio\":5,\"args\":{},\"ct\":\"application/json\",\"len\":2",
                "In args, or in the payload")
            .payload("{}"),
        start("run-args-are-no-object", time + ",\"prio\":5,\"args\":[]", "One JSON object"),
        start("run-prio-10", time + ",\"prio\":10,\"args\":{}", "0 to 9"),
        start(
            "run-fire-time-without-zone",
            "\"fireTime\":\"2026-11-21T09:00:00\",\"prio\":5,\"args\":{}",
            "In UTC, with a Z"),
        start(
            "run-fire-time-that-is-none",
            "\"fireTime\":\"2026-02-30T09:00:00Z\",\"prio\":5,\"args\":{}",
            "There is no such day"));
  }

  private static List<Vector> combinations() {
    String error = "\"error\":{\"type\":\"t\",\"message\":\"\",\"stack\":\"\"}";
    return List.of(
        result(
            "result-succeeded-with-error",
            "\"status\":\"succeeded\",\"retryable\":false," + error,
            "What went wrong?"),
        result(
            "result-failed-without-error",
            "\"status\":\"failed\",\"retryable\":true",
            "What went wrong?"),
        result(
            "result-retry-time-but-no-retry",
            "\"status\":\"failed\",\"retryable\":false,\"retryInMs\":5," + error,
            "Again, or not?"),
        bad(
            "worker-ack-of-drain-with-run",
            Kind.WORKER_ACK,
            "{\"of\":\"DRAIN\",\"run\":\"0c4s9e2k7xw3m\",\"fence\":42,\"status\":\"accepted\"}",
            "A drain is about no run"),
        bad(
            "worker-ack-of-run-without-run",
            Kind.WORKER_ACK,
            "{\"of\":\"RUN\",\"status\":\"accepted\"}",
            "Which?"),
        bad(
            "ready-instance-upper-case",
            Kind.READY,
            """
            {"proto":{"min":0,"max":0},"worker":"w","instance":"6F1C1D1E-7A53-4B62-9A53-0D6F4A1F2B3C",\
            "client":"","slots":1,"credit":1}""",
            "A UUID is in lower case"),
        bad(
            "ready-versions-turned-round",
            Kind.READY,
            """
            {"proto":{"min":1,"max":0},"worker":"w","instance":"00000000-0000-0000-0000-000000000001",\
            "client":"","slots":1,"credit":1}""",
            "min is not above max"));
  }
}
