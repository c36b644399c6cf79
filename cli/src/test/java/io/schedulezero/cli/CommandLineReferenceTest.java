package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CommandLineReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/command-line.md");

  @Test
  void the_page_says_what_the_commands_say() throws Exception {
    String page = CommandLineReference.write();
    if (Boolean.getBoolean("write.reference")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "write the page again: mvn -pl cli -am test -Dtest=CommandLineReferenceTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dwrite.reference=true")
        .isEqualTo(page);
  }
}
