package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List runs, newest first.",
    footer = {
      "",
      "Examples:",
      "  sz runs list --state failed,cancelled --from 2026-12-01",
      "  sz runs list --schedule nightly-report --limit 5",
      "  sz runs list --all -o json | jq -r '.items[].id'"
    })
final class RunsListCommand extends ClientCommand {
  @Mixin private final RunListing listing = new RunListing();

  @Override
  ExitCode run() {
    return listing.print(this);
  }
}
