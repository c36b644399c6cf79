package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.running;
import static io.schedulezero.store.Samples.schedule;
import static io.schedulezero.store.Samples.succeeded;
import static io.schedulezero.store.Samples.write;

import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.journal.Journal;
import io.schedulezero.run.Run;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A process that writes until it is killed, and says on its output what was acknowledged. */
final class CrashingWriter {
  static final int THREADS = 4;

  private final Journal journal;
  private final AtomicLong numbers;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  private CrashingWriter(Journal journal, long first) {
    this.journal = journal;
    this.numbers = new AtomicLong(first);
  }

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    Storage storage = Storage.sqlite(file, StorageOptions.with(Thread::new));
    CrashingWriter writer = new CrashingWriter(storage.journal(), Long.parseLong(arguments[1]));
    for (int i = 0; i < THREADS; i++) {
      new Thread(writer::writeForEver).start();
    }
  }

  static long firstRun(long number) {
    return 2 * number;
  }

  static long secondRun(long number) {
    return 2 * number + 1;
  }

  private void writeForEver() {
    for (long number = numbers.getAndIncrement(); ; number = numbers.getAndIncrement()) {
      AddRun first = aRun(firstRun(number)).fire("s" + number, NOON).held();
      write(
          journal,
          first,
          aRun(secondRun(number)).key("k" + number).waiting(),
          new SaveSchedule(schedule("s" + number)));
      say("added", number);
      Run done = succeeded(running(first.run(), journal.epoch() << 32), NOON, null);
      write(journal, new MoveRun(done, null, false));
      say("finished", number);
    }
  }

  private synchronized void say(String what, long number) {
    try {
      out.write((what + " " + number + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
