package io.schedulezero.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Which handlers the server itself hosts.
 *
 * @param jars files on the class path of modules
 * @param shell the commands that {@code shell} may run, by name; none unless told
 */
public record HandlersConfig(
    List<BuiltinModule> builtin,
    List<Path> jars,
    HttpRequestConfig httpRequest,
    Map<String, ShellCommand> shell) {
  public HandlersConfig {
    builtin = List.copyOf(builtin);
    jars = List.copyOf(jars);
    shell = Map.copyOf(shell);
  }

  static HandlersConfig read(Settings settings) {
    HandlersConfig read =
        new HandlersConfig(
            settings.shaped(
                "handlers.builtin",
                List.of(BuiltinModule.OURS),
                BuiltinModule.ours(),
                BuiltinModule::read),
            settings.texts("handlers.jars", List.of(), HandlersConfig::jar).stream()
                .map(Path::of)
                .toList(),
            HttpRequestConfig.read(settings),
            settings.shaped(
                "handlers.shell.commands", Map.of(), ShellCommand.none(), ShellCommand::read));
    settings.notHere("handlers.zmq", "has moved: say workers.address where workers connect");
    return read;
  }

  private static String jar(String path) {
    try (JarFile opened = new JarFile(path)) {
      return opened.getName();
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("a jar that can be read (" + e + ")", e);
    }
  }
}
