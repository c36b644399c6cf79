package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
  @TempDir private Path directory = Path.of("");

  private Shell.Answer create(String name, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"keys", "create", name, "--dir", keys().toString()}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return new Shell().sz(arguments);
  }

  private Path keys() {
    return directory.resolve("keys");
  }

  @Test
  void a_pair_is_written_and_its_public_key_shown_with_the_line_for_the_allow_list()
      throws IOException {
    Shell.Answer answer = create("mail-1");
    String key = Files.readString(keys().resolve("mail-1.key.pub")).strip();

    assertThat(answer.code()).isZero();
    assertThat(answer.lines())
        .containsExactly(
            "secret      " + keys().resolve("mail-1.key"),
            "public      " + keys().resolve("mail-1.key.pub"),
            "public key  " + key,
            "allow list  " + key + " mail-1 *");
    assertThat(answer.err()).contains("security.allow_list");
    String secret = Files.readString(keys().resolve("mail-1.key")).lines().toList().get(1);
    assertThat(answer.out()).doesNotContain(secret.substring("secret ".length()));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobody_else_may_read_the_secret() throws IOException {
    create("server");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys().resolve("server.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_script_gets_the_line_alone() throws IOException {
    String key =
        Json.read(create("w", "-o", "json").out(), "the answer").get("public_key").asString();
    assertThat(key).isEqualTo(Files.readString(keys().resolve("w.key.pub")).strip());
  }

  @Test
  void no_example_lets_a_worker_host_everything() {
    Shell.Answer help = new Shell().sz("keys", "create", "--help");

    assertThat(help.out()).contains("mail-1 mail.*").doesNotContain("jq -r .allow_list");
  }

  @Test
  void keys_that_are_there_stay() throws IOException {
    create("w");
    String before = Files.readString(keys().resolve("w.key"));
    Shell.Answer again = create("w");
    assertThat(again.code()).isEqualTo(5);
    assertThat(again.err()).contains("w.key exists already; delete it first if nobody needs it");
    assertThat(Files.readString(keys().resolve("w.key"))).isEqualTo(before);
  }

  @Test
  void a_name_that_no_worker_can_have_is_refused() {
    Shell.Answer refused = create("a/b");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("NAME is a/b, not 1 to 100 letters");
    assertThat(keys()).doesNotExist();
  }

  @Test
  void a_key_of_a_worker_goes_with_that_of_its_server() {
    Shell.Answer alone = new Shell().type("worker --builtin --key w.key");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--key and --server-key go together");
    Shell.Answer missing =
        new Shell()
            .env("SCHEDULEZERO_KEY", keys().resolve("w.key").toString())
            .env("SCHEDULEZERO_SERVER_KEY", "x.pub")
            .type("worker --builtin");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there are no keys in " + keys().resolve("w.key"));
  }
}
