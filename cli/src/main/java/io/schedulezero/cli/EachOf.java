package io.schedulezero.cli;

import java.util.List;
import java.util.function.Consumer;

/** The same for several names: a refusal of one does not keep the others from being done. */
final class EachOf {
  private final Printer printer;

  EachOf(Printer printer) {
    this.printer = printer;
  }

  /** Ends with the code of the first refusal. */
  ExitCode run(List<String> names, Consumer<String> one) {
    ExitCode code = ExitCode.OK;
    for (String name : names) {
      try {
        one.accept(name);
      } catch (CommandFailed refusal) {
        if (names.size() == 1 || refusal.code() == ExitCode.UNREACHABLE) {
          throw refusal;
        }
        printer.remark("sz: " + refusal.getMessage());
        code = code == ExitCode.OK ? refusal.code() : code;
      }
    }
    return code;
  }
}
