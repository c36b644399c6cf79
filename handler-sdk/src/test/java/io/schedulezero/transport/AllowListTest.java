package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zmq.io.Metadata;

final class AllowListTest {
  private static final String KEY = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
  private static final String OTHER = "#ne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
  @TempDir private Path directory;
  private int written;

  private AllowList list(String... lines) throws IOException {
    write(lines);
    return AllowList.read(file());
  }

  private Path file() {
    return directory.resolve("workers.allow");
  }

  /** Each time as if it were later, however fast the test is. */
  private void write(String... lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines));
    Files.setLastModifiedTime(file(), FileTime.from(Instant.EPOCH.plusSeconds(++written)));
  }

  private static Peer peer(String key, String host) {
    Metadata metadata = new Metadata();
    metadata.put("Peer-Address", host + ":40000");
    return new Peer(
        new byte[5], metadata, new Authenticator.Ticket(key, host, Keys.fingerprint(key), 0));
  }

  @Test
  void who_is_listed_is_admitted_by_its_fingerprint() throws IOException {
    AllowList list = list("# of the mail team", "", "#", KEY + " mailer mail.send", OTHER + " a b");
    assertThat(list.admit(KEY, "192.0.2.1")).hasValue(Keys.fingerprint(KEY));
    assertThat(list.admit(OTHER, "::1")).hasValue(Keys.fingerprint(OTHER));
    assertThat(list.admit(Keys.create().publicKey(), "192.0.2.1")).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_was_refused_because_of_its_mode_holds_once_the_mode_is_mended() throws IOException {
    AllowList list = list(KEY + " a *");
    write(OTHER + " a *");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    list.refresh();
    assertThat(list.admit(KEY, "192.0.2.1")).isPresent();

    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    list.refresh();

    assertThat(list.admit(KEY, "192.0.2.1")).isEmpty();
    assertThat(list.admit(OTHER, "192.0.2.1")).isPresent();
  }

  @Test
  void names_are_what_the_line_says() throws IOException {
    AllowList list = list(KEY + "  mailer-?  mail.*,sms.send", KEY + " other *");
    Peer peer = peer(KEY, "192.0.2.1");
    assertThat(list.allows(peer, "mailer-1")).isTrue();
    assertThat(list.allows(peer, "mailer-10")).isFalse();
    assertThat(list.allows(peer, "xmailer-1")).isFalse();
    assertThat(list.allows(peer, "mailer-1", "mail.send")).isTrue();
    assertThat(list.allows(peer, "mailer-1", "sms.send")).isTrue();
    assertThat(list.allows(peer, "mailer-1", "smsxsend")).isFalse();
    assertThat(list.allows(peer, "mailer-1", "shell")).isFalse();
    assertThat(list.allows(peer, "other", "shell")).isTrue();
    assertThat(list.allows(peer(OTHER, "192.0.2.1"), "mailer-1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.200, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:0:0:0:0:0:1, true",
    "2001:db8::/32, 2001:db9:0:0:0:0:0:1, false",
    "fe80::/10, fe80:0:0:0:1:2:3:4%eth0, true",
    "10.0.0.0/8, example.com, false",
    "10.0.0.0/8, '', false",
  })
  void a_network_limits_where_it_may_come_from(String network, String host, boolean admitted)
      throws IOException {
    AllowList list = list(KEY + " a b " + network);
    assertThat(list.admit(KEY, host).isPresent()).isEqualTo(admitted);
    assertThat(list.allows(peer(KEY, host), "a")).isEqualTo(admitted);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "KEY a                  | has 2 words; a line is a public key",
        "KEY a b 10.0.0.0/8 c   | has 5 words; a line is a public key",
        "abc a b                | begins with no public key",
        "#comment without space | begins with no public key",
        "KEY a/b c              | names \"a/b\"; a name has 1 to 100 letters",
        "KEY a b,,c             | names \"\"; a name has 1 to 100 letters",
        "KEY a [b]              | names \"[b]\"; a name has 1 to 100 letters",
        "KEY a b 10.0.0.0/33    | ends with \"10.0.0.0/33\"; a network looks like",
        "KEY a b 10.0.0         | ends with \"10.0.0\"; a network looks like",
        "KEY a b 10.0.0.300/8   | ends with \"10.0.0.300/8\"; a network looks like",
        "KEY a b example.com/8  | ends with \"example.com/8\"; a network looks like",
        "KEY a b 2001:db8::/129 | ends with \"2001:db8::/129\"; a network looks like",
        "KEY a b :::/8          | ends with \":::/8\"; a network looks like",
      })
  void a_line_that_cannot_be_understood_is_named(String line, String problem) {
    assertThatThrownBy(() -> list("# one", "", line.replace("KEY", KEY)))
        .isInstanceOf(KeyProblem.class)
        .hasMessageStartingWith(file() + " line 3 " + problem);
  }

  @Test
  void what_changes_in_the_file_holds_after_a_look() throws IOException {
    AllowList list = list(KEY + " a b");
    write(OTHER + " a b");
    assertThat(list.admit(KEY, "::1")).isPresent();
    list.refresh();
    assertThat(list.admit(KEY, "::1")).isEmpty();
    assertThat(list.admit(OTHER, "::1")).isPresent();
  }

  @Test
  void a_file_that_cannot_be_understood_or_read_changes_nothing() throws IOException {
    AllowList list = list(KEY + " a b");
    write(KEY + " a b", "nonsense");
    list.refresh();
    assertThat(list.admit(KEY, "::1")).isPresent();
    Files.delete(file());
    list.refresh();
    assertThat(list.admit(KEY, "::1")).isPresent();
    write("# nobody");
    list.refresh();
    assertThat(list.admit(KEY, "::1")).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_file_to_which_anybody_may_write_is_refused() throws IOException {
    write(KEY + " a b");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--rw-"));
    assertThatThrownBy(() -> AllowList.read(file()))
        .hasMessage("anybody may write to " + file() + "; take that away: chmod o-w " + file());
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> AllowList.read(file()))
        .isInstanceOf(KeyProblem.class)
        .hasMessageStartingWith("cannot read who may connect in " + file());
  }
}
