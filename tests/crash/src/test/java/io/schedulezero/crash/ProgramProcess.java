package io.schedulezero.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** An {@link EmbeddedProgram} at the other end of two pipes. */
final class ProgramProcess implements Subject {
  static final String READY = "ready";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Writer input;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean ended;

  private ProgramProcess(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    new Thread(this::listen, "answers").start();
  }

  static ProgramProcess start(Home home) throws IOException {
    return new ProgramProcess(
        home.start(EmbeddedProgram.class.getName(), List.of(home.database().toString())));
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ended = true;
      ready.completeExceptionally(new Gone("the process ended before it was ready"));
      asked.values().forEach(ProgramProcess::fail);
    }
  }

  private void heard(String line) {
    String[] numbered = line.split("\t", 2);
    CompletableFuture<String> waiting = asked.remove(numbered[0]);
    if (line.equals(READY)) {
      ready.complete(line);
    } else if (waiting != null && numbered.length == 2) {
      waiting.complete(numbered[1]);
    }
  }

  private static void fail(CompletableFuture<String> waiting) {
    waiting.completeExceptionally(new Gone("the process ended before it answered"));
  }

  @Override
  public void awaitReady() throws Gone {
    await(ready);
  }

  @Override
  public Answer ask(Order order) throws Gone {
    String number = String.valueOf(numbers.incrementAndGet());
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.put(number, answer);
    try {
      synchronized (input) {
        input.write(number + "\t" + Lines.of(order) + "\n");
        input.flush();
      }
    } catch (IOException brokenPipe) {
      fail(answer);
    }
    if (ended) {
      fail(answer);
    }
    return Lines.answer(await(answer));
  }

  private static String await(CompletableFuture<String> answer) throws Gone {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException gone) {
      throw new Gone(String.valueOf(gone.getMessage()));
    } catch (TimeoutException silent) {
      throw new IllegalStateException("The program did not answer within " + PATIENCE, silent);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Not by the process itself, which would throw away the answers that are still in the pipe. */
  @Override
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void stop() throws InterruptedException {
    try {
      input.close();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
    if (!endsWithin(PATIENCE)) {
      kill();
      throw new IllegalStateException("The program did not end within " + PATIENCE);
    }
  }
}
