package io.schedulezero.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the terminal, and the global options made into things. */
abstract class SzCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Does it. Ends early by {@link CommandFailed}. */
  abstract ExitCode run();

  @Override
  public final Integer call() {
    return run().code();
  }

  final CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  final Sz sz() {
    return (Sz) spec().root().userObject();
  }

  final Terminal terminal() {
    return sz().terminal;
  }

  final Printer printer() {
    return new Printer(terminal(), sz().output);
  }

  final Moments moments() {
    ZoneId zone = sz().utc ? ZoneOffset.UTC : terminal().zone();
    return new Moments(zone, terminal().clock());
  }
}
