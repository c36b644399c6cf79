package io.schedulezero.transport;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
final class KeysTest {
  @TempDir private Path directory;
  private final Keys keys = Keys.create();

  private Path file() {
    return directory.resolve("keys").resolve("server.key");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void what_was_written_is_read() {
    keys.write(file());
    Keys read = Keys.read(file());
    assertThat(read.publicKey()).isEqualTo(keys.publicKey());
    assertThat(read.secretBytes()).isEqualTo(keys.secretBytes());
    assertThat(Keys.readPublic(Path.of(file() + ".pub"))).isEqualTo(keys.publicKey());
  }

  @Test
  void nobody_else_may_read_the_secret() throws IOException {
    keys.write(file());
    assertThat(permissions(file())).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("keys"))).isEqualTo("rwx------");
    assertThat(permissions(Path.of(file() + ".pub"))).startsWith("rw-");
    assertThat(Files.readString(Path.of(file() + ".pub"))).isEqualTo(keys.publicKey() + "\n");
  }

  @Test
  void keys_are_not_written_over() throws IOException {
    keys.write(file());
    String before = Files.readString(file());
    assertThatThrownBy(() -> Keys.create().write(file()))
        .isInstanceOf(KeyProblem.class)
        .hasMessage(file() + " exists already; delete it first if nobody needs it");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void a_secret_whose_public_key_cannot_be_written_is_not_left_behind() throws IOException {
    keys.write(file());
    Files.delete(file());
    assertThatThrownBy(() -> Keys.create().write(file()))
        .isInstanceOf(KeyProblem.class)
        .hasMessageStartingWith(file() + ".pub exists already");
    assertThat(file()).doesNotExist();
    assertThat(Keys.readPublic(Path.of(file() + ".pub"))).isEqualTo(keys.publicKey());
  }

  @Test
  void what_a_killed_process_leaves_is_no_key_and_secret_and_in_nobodys_way() throws IOException {
    Files.createDirectory(directory.resolve("keys"));
    Path left = SecretFile.draft(file(), "secret", SecretFile.OWNER_ONLY);
    assertThat(file()).doesNotExist();
    assertThat(permissions(left)).isEqualTo("rw-------");

    keys.write(file());
    assertThat(Keys.read(file()).publicKey()).isEqualTo(keys.publicKey());
    try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
      assertThat(files).containsExactlyInAnyOrder(left, file(), Path.of(file() + ".pub"));
    }
  }

  @Test
  void a_public_key_is_named_by_itself_or_by_its_file() {
    keys.write(file());
    assertThat(Keys.publicKey(keys.publicKey())).isEqualTo(keys.publicKey());
    assertThat(Keys.publicKey(file() + ".pub")).isEqualTo(keys.publicKey());
    assertThatThrownBy(() -> Keys.publicKey(directory.resolve("none").toString()))
        .isInstanceOf(KeyProblem.class)
        .hasMessageStartingWith("cannot read the public key in ");
  }

  @Test
  void the_secret_is_not_shown() {
    assertThat(keys).hasToString(keys.publicKey());
    assertThat(new HubKeys(keys, (key, host) -> java.util.Optional.empty()).toString())
        .doesNotContain(org.zeromq.ZMQ.Curve.z85Encode(keys.secretBytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void secrets_that_are_open_to_others_are_refused(String permissions) throws IOException {
    keys.write(file());
    Files.setPosixFilePermissions(file(), fromString(permissions));
    assertThatThrownBy(() -> Keys.read(file()))
        .isInstanceOf(KeyProblem.class)
        .hasMessage(
            "others may use the keys in "
                + file()
                + " ("
                + permissions
                + "); take that away: chmod 600 "
                + file());
  }

  @Test
  void a_link_to_secrets_is_refused() throws IOException {
    keys.write(file());
    Path link = Files.createSymbolicLink(directory.resolve("link.key"), file());
    assertThatThrownBy(() -> Keys.read(link))
        .hasMessage(link + " is a link; name the file of the keys itself");
  }

  static Stream<String> noKeys() {
    Keys some = Keys.create();
    Keys other = Keys.create();
    String secret = org.zeromq.ZMQ.Curve.z85Encode(some.secretBytes());
    return Stream.of(
        "",
        some.publicKey(),
        "public " + some.publicKey(),
        "secret " + secret + "\npublic " + some.publicKey(),
        "public " + some.publicKey() + "\nsecret " + secret.substring(1),
        "public " + some.publicKey() + "\nsecret " + secret.substring(1) + "~",
        "x".repeat(100_000),
        "public " + other.publicKey() + "\nsecret " + secret);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("noKeys")
  void what_holds_no_keys_is_refused(String content) throws IOException {
    keys.write(file());
    Files.writeString(file(), content);
    assertThatThrownBy(() -> Keys.read(file()))
        .isInstanceOf(KeyProblem.class)
        .hasMessageMatching(
            ".*server\\.key holds no keys: .*|the keys in .*server\\.key do not belong together.*");
  }

  @Test
  void keys_that_are_not_there_are_to_be_created() {
    assertThatThrownBy(() -> Keys.read(file()))
        .hasMessage("there are no keys in " + file() + "; create them first");
    assertThatThrownBy(() -> Keys.readPublic(file())).isInstanceOf(KeyProblem.class);
  }

  @Test
  void a_public_key_has_forty_characters_and_a_fingerprint_of_32() throws IOException {
    for (int i = 0; i < 200; i++) {
      String key = Keys.create().publicKey();
      assertThat(Keys.isKey(key)).isTrue();
      assertThat(key).doesNotStartWith("#");
      assertThat(Keys.fingerprint(key)).matches("[0-9a-f]{32}");
    }
    Files.writeString(directory.resolve("short.pub"), "abc");
    assertThatThrownBy(() -> Keys.readPublic(directory.resolve("short.pub")))
        .hasMessageContaining("holds no public key: it must have 40 characters");
    assertThatThrownBy(() -> new LineKeys(keys, "abc"))
        .hasMessage("serverKey has 3 characters; it must be a public key, which has 40");
  }
}
