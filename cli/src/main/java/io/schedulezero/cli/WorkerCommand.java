package io.schedulezero.cli;

import io.schedulezero.server.StartFailed;
import io.schedulezero.server.WorkerMain;
import io.schedulezero.server.WorkerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    description = {
      "Host handlers in this process, and run them for a server. The handlers are those that jars"
          + " name in META-INF/services/io.schedulezero.handler.HandlerProvider. It prints one line"
          + " when it is connected for the first time, logs on standard error, comes back by itself"
          + " after a break, and serves until Ctrl-C or SIGTERM; then its handlers get time to end."
    },
    exitCodeList = {
      "0:the server asked it to leave, and it has left in order",
      "2:a flag, a jar or a key is wrong, or there are no handlers",
      "130:stopped by Ctrl-C, in order",
      "143:stopped by SIGTERM, in order"
    },
    footer = {
      "",
      "Examples:",
      "  sz worker --builtin",
      "  sz worker --connect tcp://127.0.0.1:5555 --name mail-1 --slots 8 --jar mailer.jar",
      "  sz worker --jar mailer.jar --jar templates.jar --label zone=a --drain-within 2m",
      "  sz worker --connect tcp://scheduler:5555 --key keys/mail-1.key --server-key"
          + " keys/server.key.pub --jar mailer.jar"
    })
final class WorkerCommand extends SzCommand {
  static final String CONNECT_VARIABLE = "SCHEDULEZERO_CONNECT";
  static final String KEY_VARIABLE = "SCHEDULEZERO_KEY";
  static final String SERVER_KEY_VARIABLE = "SCHEDULEZERO_SERVER_KEY";

  private static final String USUAL = "tcp://127.0.0.1:5555";

  @Option(
      names = "--connect",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "Where the server listens for workers, several with commas; else "
              + CONNECT_VARIABLE
              + ", else "
              + USUAL
              + ".")
  List<String> connect = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Its name, which no other worker of the server may have; else host and process.")
  @Nullable String name;

  @Option(
      names = "--slots",
      paramLabel = "COUNT",
      description = "How many attempts it executes at a time (default 16).")
  int slots = 16;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Something to know it by; can be given several times.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--handler-version",
      paramLabel = "VERSION",
      description =
          "Version of the handlers, for runs that ask for one; else what their jars say of"
              + " themselves.")
  @Nullable String version;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "A jar with handlers, or with what they need; can be given several times.")
  List<String> jars = List.of();

  @Option(
      names = "--builtin",
      description = "Host noop, echo, sleep and fail, too, to try it without a jar.")
  boolean builtin;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Its keys, as sz keys create made them: everything is encrypted, and the server knows who"
              + " it is. A server on another machine wants it. Else "
              + KEY_VARIABLE
              + ".")
  @Nullable String key;

  @Option(
      names = "--server-key",
      paramLabel = "KEY|FILE",
      description =
          "The public key of the server, or its file; another server is not believed. Goes with"
              + " --key. Else "
              + SERVER_KEY_VARIABLE
              + ".")
  @Nullable String serverKey;

  @Option(
      names = "--insecure-plain-remote",
      description =
          "Connect to another machine without keys: whoever is between can read and change what is"
              + " said.")
  boolean plainRemote;

  @Option(
      names = "--drain-within",
      paramLabel = "DURATION",
      description =
          "How long handlers may take to end when it is stopped (default 30s); then they are"
              + " cancelled.")
  String drainWithin = "30s";

  @Override
  ExitCode run() {
    WorkerOptions options =
        new WorkerOptions(
            addresses(),
            name,
            slots,
            labels,
            version,
            jars,
            builtin,
            told(key, KEY_VARIABLE),
            told(serverKey, SERVER_KEY_VARIABLE),
            plainRemote,
            Lengths.read("--drain-within", drainWithin));
    try {
      WorkerMain.run(options, terminal().out());
      return ExitCode.OK;
    } catch (StartFailed e) {
      throw CommandFailed.usage(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private @Nullable String told(@Nullable String flag, String variable) {
    String value = flag == null ? terminal().env().get(variable) : flag;
    return value == null || value.isEmpty() ? null : value;
  }

  private List<String> addresses() {
    String told = terminal().env().get(CONNECT_VARIABLE);
    if (!connect.isEmpty()) {
      return connect;
    }
    return told == null || told.isEmpty() ? List.of(USUAL) : List.of(told.split(",", -1));
  }
}
