package io.schedulezero.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of all kinds, with all that they may hold. */
final class RandomMessages {
  private static final int[] LETTERS =
      "aZ0 \"\\/\n\t\u0000\u007f\u0085\u2028é日😀\uFEFF\uFFFD\uFFFF{}[]:,".codePoints().toArray();
  private static final String RUN_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final List<String> ARGS =
      List.of("{}", "{ \"a\": [1, 2.50, {\"b\":null}] }", "{\"é\":\"\\ud800 😀\"}");

  /** Spreads seeds that follow each other, which Random begins alike with. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed * SPREAD);
  }

  Header header(Message message) {
    Header header = Header.of(message, random.nextLong(), random.nextLong() | 1);
    for (int flag : new int[] {Header.MUST_UNDERSTAND, Header.RETRANSMIT}) {
      header = random.nextBoolean() ? header.with(flag) : header;
    }
    return header;
  }

  Message message(Kind kind) {
    return switch (kind) {
      case READY -> ready();
      case HEARTBEAT ->
          new FromWorker.Heartbeat(number(), number(), many(this::held), named(this::real));
      case WORKER_ACK -> ack();
      case PROGRESS ->
          new FromWorker.Progress(run(), fence(), number(), random.nextDouble(), text());
      case LOG ->
          new FromWorker.Log(
              run(), fence(), number(), random.nextInt(1 << 20), number(), payload());
      case RESULT -> random.nextBoolean() ? success() : failure();
      case WORKER_BYE -> new FromWorker.Bye(one(ErrorCode.values()), many(this::held));
      case WORKER_ERROR -> new FromWorker.ProtocolError(error());
      case WELCOME -> welcome();
      case HEARTBEAT_OK ->
          new FromServer.HeartbeatOk(number(), many(this::notice), random.nextBoolean());
      case RUN -> runMessage();
      case CANCEL ->
          new FromServer.Cancel(
              run(), fence(), one(FromServer.Cancel.Mode.values()), number(), text());
      case SERVER_ACK -> serverAck();
      case DRAIN -> new FromServer.Drain(number(), text());
      case SERVER_BYE -> new FromServer.Bye(one(ErrorCode.values()), orNull(this::number));
      case SERVER_ERROR -> new FromServer.ProtocolError(error());
    };
  }

  private Message ready() {
    return new FromWorker.Ready(
        new Versions(random.nextInt(3), 3 + random.nextInt(3)),
        "worker-" + random.nextInt(99),
        new UUID(random.nextLong(), random.nextLong()),
        text(),
        many(() -> new FromWorker.Hosted("h_" + random.nextInt(99), orNull(this::text))),
        named(this::text),
        1 + random.nextInt(64),
        number(),
        many(
            () ->
                new FromWorker.Resume(
                    run(), attempt(), fence(), one(FromWorker.Resume.State.values()))),
        orNull(this::number),
        many(this::text),
        orNull(this::payload));
  }

  private Message ack() {
    FromWorker.Ack.Of of = one(FromWorker.Ack.Of.values());
    boolean aboutRun = of != FromWorker.Ack.Of.DRAIN;
    return new FromWorker.Ack(
        of,
        aboutRun ? run() : null,
        aboutRun ? (Long) fence() : null,
        one(FromWorker.Ack.Status.values()),
        orNull(this::text),
        orNull(this::number));
  }

  private Message success() {
    return new FromWorker.Result(
        run(),
        attempt(),
        fence(),
        FromWorker.ResultStatus.SUCCEEDED,
        false,
        null,
        null,
        number(),
        number(),
        orNull(this::payload));
  }

  private Message failure() {
    boolean again = random.nextBoolean();
    FromWorker.ResultStatus[] all = FromWorker.ResultStatus.values();
    return new FromWorker.Result(
        run(),
        attempt(),
        fence(),
        all[1 + random.nextInt(all.length - 1)],
        again,
        again ? orNull(this::number) : null,
        new FromWorker.Failure("T" + text(), text(), orNull(this::text), text()),
        number(),
        number(),
        null);
  }

  private Message welcome() {
    return new FromServer.Welcome(
        "node" + text(),
        number(),
        random.nextInt(9),
        1 + random.nextInt(9_999),
        1 + random.nextInt(99_999),
        new FromServer.Limits(
            1 + random.nextInt(65_536), random.nextInt(1 << 20), number(), number()),
        many(
            () -> new FromServer.Resumed(run(), fence(), one(FromServer.Resumed.Verdict.values()))),
        random.nextBoolean());
  }

  private Message runMessage() {
    boolean inBody = random.nextBoolean();
    return new FromServer.Run(
        run(),
        attempt(),
        fence(),
        "h." + random.nextInt(9),
        orNull(this::text),
        Instant.ofEpochSecond(random.nextInt() * 50L, random.nextInt(1_000_000_000)),
        orNull(this::text),
        1 + random.nextInt(99_999),
        orNull(() -> 1 + number() / 2),
        random.nextInt(10),
        orNull(this::text),
        inBody ? ARGS.get(random.nextInt(ARGS.size())) : null,
        inBody ? null : payload());
  }

  private Message serverAck() {
    return random.nextBoolean()
        ? new FromServer.LogAck(run(), fence(), number(), number())
        : new FromServer.ResultAck(run(), fence(), one(FromServer.ResultAck.Status.values()));
  }

  private ErrorReport error() {
    ErrorCode code = one(ErrorCode.values());
    return new ErrorReport(
        code,
        text(),
        orNull(() -> new ErrorReport.Ref(random.nextInt(256), fence())),
        random.nextBoolean(),
        orNull(this::number),
        code == ErrorCode.BAD_VERSION ? new Versions(1, 1 + random.nextInt(9)) : null);
  }

  private Held held() {
    return new Held(run(), fence());
  }

  private FromServer.Notice notice() {
    return new FromServer.Notice(run(), fence(), one(FromServer.Notice.Word.values()));
  }

  private Payload payload() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return new Payload("application/" + text(), bytes);
  }

  private String run() {
    StringBuilder id = new StringBuilder().append(random.nextInt(8));
    for (int i = 0; i < 12; i++) {
      id.append(RUN_DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  private long number() {
    return random.nextLong() >>> (11 + random.nextInt(53));
  }

  private long fence() {
    return Math.max(1, number());
  }

  private int attempt() {
    return 1 + random.nextInt(Integer.MAX_VALUE);
  }

  private double real() {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) ? any : 0;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private <T> List<T> many(Supplier<T> each) {
    return Stream.generate(each).limit(random.nextInt(4)).toList();
  }

  private <T> Map<String, T> named(Supplier<T> each) {
    Map<String, T> map = new TreeMap<>();
    many(this::text).forEach(name -> map.put(name, each.get()));
    return map;
  }

  private <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }
}
