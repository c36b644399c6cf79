package io.schedulezero.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    description = "Show the version of sz and of the Java that it runs on.",
    footer = {"", "Examples:", "  sz version", "  sz version -o json"})
final class VersionCommand extends SzCommand {
  @Override
  ExitCode run() {
    String java = Runtime.version().toString();
    printer()
        .answer(
            () -> Json.object().put("version", version()).put("java", java),
            () -> printer().line("sz " + version() + " (Java " + java + ")"));
    return ExitCode.OK;
  }

  /** Of this build. */
  static String version() {
    Properties build = new Properties();
    try (InputStream file = VersionCommand.class.getResourceAsStream("build.properties")) {
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
