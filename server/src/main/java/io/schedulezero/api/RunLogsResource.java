package io.schedulezero.api;

import io.schedulezero.Runs;
import io.schedulezero.input.Fields;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.RunId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lines that handlers logged, as a page or as a stream. */
final class RunLogsResource {
  static final int MOST_STREAMS = 16;
  private static final int CHUNK = 200;
  private static final int MILLIS_BETWEEN_LOOKS = 200;
  private static final int LOOKS_UNTIL_A_SIGN_OF_LIFE = 50;

  private final Runs runs;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);
  private volatile boolean stopping;

  RunLogsResource(Runs runs) {
    this.runs = runs;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/runs/{id}/logs", this::logs));
  }

  /** Ends the streams that are open. */
  void stop() {
    stopping = true;
  }

  private record Query(boolean follow, int after, int limit) {
    static Query read(Fields fields) {
      Boolean follow = fields.flag("follow");
      Integer after = fields.small("cursor", 0, Integer.MAX_VALUE);
      return new Query(
          follow != null && follow, after == null ? 0 : after, PageView.Wanted.limit(fields));
    }
  }

  private void logs(Exchange exchange) {
    RunId id = exchange.runId();
    Query query = exchange.query(Query::read);
    if (runs.find(id).isEmpty()) {
      throw RunsResource.unknown(id);
    }
    if (query.follow()) {
      stream(exchange, id, query.after());
      return;
    }
    List<LogLine> lines = runs.logs(id, query.after(), query.limit());
    String next =
        lines.size() < query.limit() ? null : String.valueOf(lines.get(lines.size() - 1).number());
    exchange.answer(new PageView(lines.stream().map(LineView::of).toList(), next));
  }

  record LineView(int number, int attempt, String at, String level, String text) {
    static LineView of(LogLine line) {
      return new LineView(
          line.number(), line.attempt(), line.at().toString(), line.level(), line.text());
    }
  }

  private void stream(Exchange exchange, RunId id, int after) {
    if (!streams.tryAcquire()) {
      throw new Refusal(
          Code.TOO_MANY_STREAMS,
          MOST_STREAMS + " log streams are open, which is all there can be; end one.");
    }
    try {
      exchange.context().status(200).contentType("application/x-ndjson");
      follow(exchange.context().res(), id, after);
    } catch (IOException e) {
      // The reader has gone; nobody is left to be told.
      exchange.context().status(200);
    } finally {
      streams.release();
    }
  }

  private void follow(HttpServletResponse response, RunId id, int after) throws IOException {
    OutputStream out = response.getOutputStream();
    CompletableFuture<Void> finished = runs.finished(id).handle((run, gone) -> null);
    int last = after;
    int quiet = 0;
    boolean more = true;
    while (more) {
      // Asked before the lines are read, so that the last ones are not missed.
      more = !finished.isDone();
      int written = write(out, id, last);
      quiet = written == last ? quiet + 1 : 0;
      last = written;
      if (quiet == LOOKS_UNTIL_A_SIGN_OF_LIFE) {
        out.write('\n');
        quiet = 0;
      }
      // Flushing the stream alone may leave it in the buffers of the response.
      response.flushBuffer();
      more = more && !stopping && !interrupted(finished);
    }
  }

  private int write(OutputStream out, RunId id, int after) throws IOException {
    int last = after;
    List<LogLine> lines = runs.logs(id, last, CHUNK);
    while (!lines.isEmpty()) {
      for (LogLine line : lines) {
        out.write(Json.bytes(LineView.of(line)));
        out.write('\n');
        last = line.number();
      }
      lines = lines.size() < CHUNK ? List.of() : runs.logs(id, last, CHUNK);
    }
    return last;
  }

  /** Waits a moment or until the run has finished; true if the server stops. */
  private static boolean interrupted(CompletableFuture<Void> finished) {
    try {
      finished.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
    return false;
  }
}
