package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionCommandTest {
  @ParameterizedTest
  @CsvSource({
    "sz sched,schedules",
    "sz schedules cre,create",
    "sz runs --sta,--state",
    "sz runs --state fai,failed",
    "sz -o ya,yaml"
  })
  void bash_completes(String typed, String completed, @TempDir Path folder) throws Exception {
    Path script =
        Files.writeString(folder.resolve("sz.bash"), new Shell().type("completion bash").out());
    assertThat(
            bash("source "
                    + script
                    + "; COMP_WORDS=("
                    + typed
                    + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1));"
                    + " COMP_LINE='"
                    + typed
                    + "'; COMP_POINT=${#COMP_LINE}; _complete_sz; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .map(String::strip))
        .contains(completed);
  }

  @Test
  void zsh_reads_the_same_script() {
    assertThat(new Shell().type("completion zsh").out())
        .contains("bashcompinit")
        .isEqualTo(new Shell().type("completion bash").out());
  }

  private static String bash(String command) throws Exception {
    Process bash = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
