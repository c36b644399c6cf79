package io.schedulezero.cli;

import io.schedulezero.server.NewKeys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = {
      "Make the keys of a server or a worker, on the machine that needs them. NAME.key is the secret, which only you can read and"
          + " which stays there; NAME.key.pub is the public key, which others may know. What is there already is not written over."
    },
    exitCodeList = {
      "5:there are keys of this name, or they cannot be written; nothing has changed"
    },
    footer = {
      "",
      "Examples:",
      "  sz keys create server --dir /etc/schedulezero/keys",
      "  sz keys create mail-1",
      "  sz keys create mail-1 -o json | jq -r '.public_key + \" mail-1 mail.*\"' >> workers.allow"
    })
final class KeysCreateCommand extends SzCommand {
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  @Parameters(
      paramLabel = "NAME",
      description = "Whose keys they are: server, or the name of the worker.")
  String name = "";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder of the files (default keys); made for you alone if it is not there.")
  String directory = "keys";

  @Override
  ExitCode run() {
    if (!NAMES.matcher(name).matches()) {
      throw CommandFailed.usage(
          "NAME is "
              + name
              + ", not 1 to 100 letters, digits, _, . and -, as a worker may be called");
    }
    NewKeys keys = create();
    String line = keys.publicKey() + " " + name + " *";
    printer()
        .answer(
            () ->
                Json.object()
                    .put("secret_file", keys.secretFile().toString())
                    .put("public_file", keys.publicFile().toString())
                    .put("public_key", keys.publicKey())
                    .put("allow_list", line),
            () -> {
              printer()
                  .facts(
                      new Facts()
                          .add("secret", keys.secretFile().toString())
                          .add("public", keys.publicFile().toString())
                          .add("public key", keys.publicKey())
                          .add("allow list", line));
              printer()
                  .remark(
                      "If they are a worker's, its server wants the last line in security.allow_list; name the handlers"
                          + " that it may host instead of *.");
            });
    return ExitCode.OK;
  }

  private NewKeys create() {
    try {
      return NewKeys.create(Path.of(directory), name);
    } catch (InvalidPathException e) {
      throw CommandFailed.usage("--dir: " + directory + " is no folder");
    } catch (IllegalStateException e) {
      throw new CommandFailed(ExitCode.CONFLICT, String.valueOf(e.getMessage()));
    }
  }
}
