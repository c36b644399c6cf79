package io.schedulezero.config;

import java.util.List;
import java.util.Map;

/**
 * Which handlers the server itself hosts.
 *
 * @param shell the commands that {@code shell} may run, by name; none unless told
 */
public record HandlersConfig(
    List<BuiltinModule> builtin, HttpRequestConfig httpRequest, Map<String, ShellCommand> shell) {
  public HandlersConfig {
    builtin = List.copyOf(builtin);
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
            HttpRequestConfig.read(settings),
            settings.shaped(
                "handlers.shell.commands", Map.of(), ShellCommand.none(), ShellCommand::read));
    settings.notYet("handlers.zmq");
    return read;
  }
}
