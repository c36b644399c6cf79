package io.schedulezero.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Print a script that lets the shell complete commands, options and their values.",
    footer = {
      "",
      "Examples:",
      "  source <(sz completion bash)                          # for this shell",
      "  sz completion bash > /etc/bash_completion.d/sz        # for every bash",
      "  sz completion zsh >> ~/.zshrc                         # for every zsh"
    })
final class CompletionCommand extends SzCommand {
  /** Both read the same script; it switches zsh to bash's completion by itself. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  Shell shell = Shell.bash;

  @Override
  ExitCode run() {
    Sz all = new Sz(terminal());
    terminal().out().print(AutoComplete.bash("sz", CommandTree.complete(all)));
    return ExitCode.OK;
  }
}
