package io.schedulezero.wire;

import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Failure;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.FromWorker.Resume;
import org.jspecify.annotations.Nullable;

/** The bodies of what a worker says, both ways. */
final class WorkerBodies {
  private WorkerBodies() {}

  static Ready ready(Body in, @Nullable Payload payload) {
    return new Ready(
        Bodies.versions(in.object("proto")),
        in.text("worker"),
        in.uuid("instance"),
        in.text("client"),
        in.objects("handlers", one -> new Hosted(one.text("name"), one.textOrNull("ver"))),
        in.textsByName("labels"),
        in.integer("slots"),
        in.number("credit"),
        in.objects("resume", WorkerBodies::resume),
        in.numberOrNull("epoch"),
        in.texts("features"),
        payload);
  }

  private static Resume resume(Body in) {
    return new Resume(
        in.text("run"),
        in.integer("attempt"),
        in.number("fence"),
        in.word(Resume.State.class, "state"));
  }

  static void write(Ready ready, BodyWriter out) {
    out.object("proto", inner -> Bodies.write(ready.proto(), inner))
        .text("worker", ready.worker())
        .text("instance", ready.instance().toString())
        .text("client", ready.client())
        .objects(
            "handlers",
            ready.handlers(),
            (one, inner) -> inner.text("name", one.name()).text("ver", one.ver()))
        .byName("labels", ready.labels(), BodyWriter::text)
        .number("slots", ready.slots())
        .number("credit", ready.credit())
        .objects("resume", ready.resume(), WorkerBodies::write)
        .number("epoch", ready.epoch())
        .texts("features", ready.features());
  }

  private static void write(Resume resume, BodyWriter out) {
    out.text("run", resume.run())
        .number("attempt", resume.attempt())
        .number("fence", resume.fence())
        .word("state", resume.state());
  }

  static Heartbeat heartbeat(Body in) {
    return new Heartbeat(
        in.number("n"), in.number("credit"), Bodies.held(in, "runs"), in.realsByName("load"));
  }

  static void write(Heartbeat beat, BodyWriter out) {
    out.number("n", beat.n()).number("credit", beat.credit());
    Bodies.write("runs", beat.runs(), out);
    out.byName("load", beat.load(), BodyWriter::real);
  }

  static Ack ack(Body in) {
    return new Ack(
        in.code(Ack.Of.class, "of"),
        in.textOrNull("run"),
        in.numberOrNull("fence"),
        in.word(Ack.Status.class, "status"),
        in.textOrNull("reason"),
        in.numberOrNull("credit"));
  }

  static void write(Ack ack, BodyWriter out) {
    out.code("of", ack.of())
        .text("run", ack.run())
        .number("fence", ack.fence())
        .word("status", ack.status())
        .text("reason", ack.reason())
        .number("credit", ack.credit());
  }

  static Progress progress(Body in) {
    return new Progress(
        in.text("run"), in.number("fence"), in.number("n"), in.real("p"), in.text("msg"));
  }

  static void write(Progress progress, BodyWriter out) {
    out.text("run", progress.run())
        .number("fence", progress.fence())
        .number("n", progress.n())
        .real("p", progress.p())
        .text("msg", progress.msg());
  }

  static Log log(Body in, @Nullable Payload payload) {
    if (payload == null) {
      throw new IllegalArgumentException("a LOG must have a payload");
    }
    return new Log(
        in.text("run"),
        in.number("fence"),
        in.number("from"),
        in.integer("lines"),
        in.number("dropped"),
        payload);
  }

  static void write(Log log, BodyWriter out) {
    out.text("run", log.run())
        .number("fence", log.fence())
        .number("from", log.from())
        .number("lines", log.lines())
        .number("dropped", log.dropped());
  }

  static Result result(Body in, @Nullable Payload payload) {
    return new Result(
        in.text("run"),
        in.integer("attempt"),
        in.number("fence"),
        in.word(ResultStatus.class, "status"),
        in.flag("retryable"),
        in.numberOrNull("retryInMs"),
        in.objectOrNull("error", WorkerBodies::failure),
        in.number("durMs"),
        in.number("credit"),
        payload);
  }

  private static Failure failure(Body in) {
    return new Failure(
        in.text("type"), in.text("message"), in.textOrNull("ownFrame"), in.text("stack"));
  }

  static void write(Result result, BodyWriter out) {
    out.text("run", result.run())
        .number("attempt", result.attempt())
        .number("fence", result.fence())
        .word("status", result.status())
        .flag("retryable", result.retryable())
        .number("retryInMs", result.retryInMs())
        .object("error", result.error(), WorkerBodies::write)
        .number("durMs", result.durMs())
        .number("credit", result.credit());
  }

  private static void write(Failure failure, BodyWriter out) {
    out.text("type", failure.type())
        .text("message", failure.message())
        .text("ownFrame", failure.ownFrame())
        .text("stack", failure.stack());
  }

  static Bye bye(Body in) {
    return new Bye(in.code(ErrorCode.class, "code"), Bodies.held(in, "released"));
  }

  static void write(Bye bye, BodyWriter out) {
    out.code("code", bye.code());
    Bodies.write("released", bye.released(), out);
  }
}
