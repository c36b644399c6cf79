package io.schedulezero.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.input.StrictYaml;
import io.schedulezero.transport.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class ConfigTest {
  private static final Path SHIPPED = Path.of("..", "config.yaml");

  @TempDir Path directory = Path.of("");

  private static Config defaults() {
    return Config.load(new ConfigSources(null, Map.of(), Map.of()));
  }

  private Config load(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yaml"), yaml);
    return Config.load(new ConfigSources(file, environment, Map.of()));
  }

  private String refusal(String yaml) {
    try {
      load(yaml, Map.of());
      return "taken";
    } catch (InvalidConfig e) {
      return String.valueOf(e.getMessage()).replace(directory.toString() + "/", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, JsonNode> values(Config config) {
    Map<String, JsonNode> values = new TreeMap<>();
    config.settings().forEach(setting -> values.put(setting.key(), setting.value()));
    return values;
  }

  @Test
  void the_shipped_file_says_what_the_code_defaults_to_and_names_every_key() throws IOException {
    Config shipped = Config.load(new ConfigSources(SHIPPED, Map.of(), Map.of()));

    assertThat(values(shipped)).isEqualTo(values(defaults()));
    assertThat(shipped.settings()).allMatch(setting -> setting.source().startsWith(SHIPPED + ":"));
    JsonNode root = StrictYaml.read(Files.readAllBytes(SHIPPED)).root();
    assertThat(new TreeSet<>(root.propertyNames()))
        .containsExactly("handlers", "http", "scheduler", "security", "storage", "workers");
  }

  @Test
  void the_environment_wins_over_the_file_and_a_flag_over_both() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.yaml"),
            "http:\n  port: 1000\nscheduler: {slots: 3, stop_grace: 5s}");
    Map<String, ConfigSources.Flag> flags =
        Map.of("http.port", new ConfigSources.Flag("--http", "3000"));
    Map<String, String> environment =
        Map.of(
            "SCHEDULEZERO_HTTP_PORT",
            "2000",
            "SCHEDULEZERO_SCHEDULER_SLOTS",
            "4",
            "SCHEDULEZERO_HTTP_ALLOWED_HOSTS",
            "[a.example, b.example]",
            "SCHEDULEZERO_URL",
            "http://x",
            "SCHEDULEZERO_CONNECT",
            "tcp://x:1",
            "PATH",
            "/bin");

    Config config = Config.load(new ConfigSources(file, environment, flags));

    assertThat(config.http().port()).isEqualTo(3000);
    assertThat(config.scheduler().slots()).isEqualTo(4);
    assertThat(config.scheduler().stopGrace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.http().allowedHosts()).containsExactly("a.example", "b.example");
    Map<String, String> sources = new HashMap<>();
    config.settings().forEach(setting -> sources.put(setting.key(), setting.source()));
    assertThat(sources)
        .containsEntry("http.port", "flag --http")
        .containsEntry("scheduler.slots", "environment variable SCHEDULEZERO_SCHEDULER_SLOTS")
        .containsEntry("scheduler.stop_grace", file + ":3:35")
        .containsEntry("http.host", "default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      http: {prot: 1}                             | config.yaml:1:14: http.prot is not known here; did you mean http.port?
      htp: {port: 1}                              | config.yaml:1:6: htp is not known here
      http: 5                                     | config.yaml:1:7: http must be a section with keys of its own
      http: {port: 70000}                         | config.yaml:1:14: http.port must be an integer from 0 to 65535, not 70000
      http: {port: "8888"}                        | config.yaml:1:14: http.port must be an integer from 0 to 65535, not "8888"
      http: {host: 0.0.0.0}                       | http.host must be a loopback address (127.0.0.1, ::1 or localhost), because this version has no authentication
      http: {allowed_hosts: [a:1]}                | http.allowed_hosts[0] must be a host name without a port
      http: {max_body_bytes: 10}                  | http.max_body_bytes must be an integer from 1024
      http: {max_batch_bytes: -1}                 | http.max_batch_bytes must be an integer
      storage: {type: postgresql}                 | storage.type postgresql is not in this version; use sqlite or memory
      storage: {type: oracle}                     | storage.type must be one of sqlite, memory, postgresql, not "oracle"
      storage: {path: ""}                         | storage.path must be the path of a directory
      scheduler: {mode: distributed}              | scheduler.mode distributed is not in this version
      scheduler: {slots: 0}                       | scheduler.slots must be an integer from 1 to 10000, not 0
      scheduler: {stop_grace: 5}                  | scheduler.stop_grace must be a duration
      scheduler: {interrupt_grace: -1s}           | scheduler.interrupt_grace must be a duration
      scheduler: {misfire_after: soon}            | scheduler.misfire_after must be a duration
      scheduler: {queue_capacity: many}           | scheduler.queue_capacity must be an integer
      scheduler: {max_result_bytes: 1e9}          | scheduler.max_result_bytes must be an integer
      scheduler: {max_log_lines: -1}              | scheduler.max_log_lines must be an integer
      scheduler: {retention: {max_age: 1y}}       | scheduler.retention.max_age must be a duration
      scheduler: {retention: {max_count: -1}}     | scheduler.retention.max_count must be an integer
      scheduler: {retention: {handlers: {a: {x: 1}}}} | config.yaml:1:43: scheduler.retention.handlers.a.x is not known here
      scheduler: {calendars: {de: no.ics}}        | scheduler.calendars.de must be a file that can be read
      scheduler: {calendars: {de: no.txt}}        | scheduler.calendars.de must be a file that ends in .ics or .json
      handlers: {builtin: {module: x}}            | handlers.builtin must be an array, not an object
      handlers: {builtin: [{modul: x}]}           | handlers.builtin[0].modul is not known here; did you mean module?
      handlers: {builtin: [{methods: []}]}        | handlers.builtin[0].module is missing
      handlers: {zmq: {registration_server: x}}   | handlers.zmq has moved: say workers.address where workers connect
      workers: {address: 5555}                    | workers.address must be off, or tcp:// with a host and a port such as tcp://127.0.0.1:5555, not 5555
      workers: {address: "tcp://0.0.0.0:5555"}    | workers.address is beyond this machine, which takes keys: sz keys create server, then
      workers: {address: "tcp://127.0.0.1:70000"} | workers.address must be off, or tcp:// with a host and a port
      workers: {address: "127.0.0.1:5555"}        | workers.address must be off, or tcp:// with a host and a port
      workers: {heartbeat: 1ms}                   | workers.heartbeat must be 50ms to 10m
      workers: {lease: 5s}                        | workers.lease must be three times workers.heartbeat to 1d
      handlers: {http_request: {allowed_hosts: ["a b"]}} | handlers.http_request.allowed_hosts[0] must be a host name, *.example.org, or * for any
      handlers: {http_request: {allow_private: 1}} | handlers.http_request.allow_private must be true or false, not 1
      handlers: {http_request: {timeout: x}}      | handlers.http_request.timeout must be a duration
      handlers: {http_request: {max_request_bytes: x}} | handlers.http_request.max_request_bytes must be an integer
      handlers: {http_request: {max_response_bytes: x}} | handlers.http_request.max_response_bytes must be an integer
      handlers: {shell: {commands: {a: {argv: []}}}} | handlers.shell.commands.a.argv must begin with a program
      handlers: {shell: {commands: {a: {argv: [x, "{b}"]}}}} | handlers.shell.commands.a.argv uses {b}, which parameters does not declare
      handlers: {shell: {commands: {a: {argv: [x], parameters: {b: "("}}}}} | handlers.shell.commands.a.parameters.b must be a regular expression
      governors: {rate_limit: {enabled: true, rate: 100}} | governors is not in this version; remove it
      reporting: {metrics: {retention_days: 30}}  | reporting is not in this version
      workers: {address: "tcp://*:5555"}          | workers.address is beyond this machine
      workers: {address: "tcp://a_b c:5555"}      | workers.address must be off, or tcp:// with a host and a port
      security: {token: x}                        | security.token is not known here
      security: {worker_key: 5}                   | security.worker_key must be off, or the path of a file, not 5
      security: {worker_key: x}                   | security.allow_list must be named too: workers prove who they are
      security: {allow_list: x}                   | security.worker_key must be named too: workers prove who they are
      security: {worker_key: x, allow_list: y}    | security.worker_key cannot be used: there are no keys in x; create them first
      security: {worker_key: x, allow_list: y}    | security.allow_list cannot be used: cannot read who may connect in y
      security: {worker_key: x, allow_list: y, insecure_plain_remote: true} | security.insecure_plain_remote must be false where there are keys
      [1]                                         | must be an object, not an array
      """)
  void what_is_wrong_is_named(String yaml, String message) {
    assertThat(refusal(yaml)).contains(message);
  }

  @Test
  void a_section_that_is_switched_off_asks_for_nothing() throws IOException {
    assertThat(
            values(
                load(
                    "governors: {rate_limit: {enabled: false, rate: 100}}\nsecurity:\n", Map.of())))
        .isEqualTo(values(defaults()));
  }

  @Test
  void beyond_this_machine_workers_have_keys_or_somebody_wants_it_otherwise() throws IOException {
    Path key = directory.resolve("server.key");
    Keys.create().write(key);
    Path list = Files.writeString(directory.resolve("workers.allow"), "# nobody yet");
    String remote = "workers: {address: \"tcp://0.0.0.0:5555\"}\nsecurity: ";

    Config keyed =
        load(remote + "{worker_key: \"%s\", allow_list: \"%s\"}".formatted(key, list), Map.of());
    Config plain = load(remote + "{insecure_plain_remote: true}", Map.of());

    assertThat(keyed.security().keys().orElseThrow().own())
        .hasToString(Keys.readPublic(Path.of(key + ".pub")));
    assertThat(keyed.security().insecurePlainRemote()).isFalse();
    assertThat(plain.security().keys()).isEmpty();
    assertThat(plain.security().insecurePlainRemote()).isTrue();
    assertThat(refusal(remote + "{worker_key: \"%s\", allow_list: off}".formatted(key)))
        .contains("security.allow_list must be named too");
  }

  @Test
  void a_variable_that_means_nothing_is_refused() {
    assertThatThrownBy(() -> load("", Map.of("SCHEDULEZERO_HTTP_PROT", "1")))
        .hasMessageContaining(
            "SCHEDULEZERO_HTTP_PROT is not known here; did you mean SCHEDULEZERO_HTTP_PORT?");
    assertThatThrownBy(() -> load("", Map.of("SCHEDULEZERO_HTTP_PORT", "x")))
        .hasMessageContaining(
            "environment variable SCHEDULEZERO_HTTP_PORT: http.port must be an integer");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(refusal("http: {port: x}\nstorage: {typ: y}\n").lines()).hasSize(2);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path file = directory.resolve("nowhere.yaml");
    assertThatThrownBy(() -> Config.load(new ConfigSources(file, Map.of(), Map.of())))
        .isInstanceOf(InvalidConfig.class)
        .hasMessageContaining("nowhere.yaml: cannot be read");
  }

  @Test
  void calendars_are_read_from_files_beside_the_configuration() throws IOException {
    Files.writeString(directory.resolve("a.json"), "[\"2026-12-25\"]");
    Files.writeString(
        directory.resolve("b.ics"),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    Calendars calendars =
        load("scheduler: {calendars: {a: a.json, b: b.ics}}", Map.of()).scheduler().calendars();

    assertThat(calendars.days("a")).containsExactly(LocalDate.of(2026, 12, 25));
    assertThat(calendars.days("b")).containsExactly(LocalDate.of(2026, 12, 24));
    assertThatThrownBy(() -> calendars.days("c"))
        .hasMessageContaining("a calendar of scheduler.calendars");
  }

  @Test
  void rules_of_handlers_take_what_they_do_not_say_from_the_general_one() throws IOException {
    RetentionConfig retention =
        load("scheduler: {retention: {max_age: 1d, handlers: {noop: {max_count: 5}}}}", Map.of())
            .scheduler()
            .retention();

    assertThat(retention.handlers().get("noop"))
        .isEqualTo(new RetentionConfig.Rule(Duration.ofDays(1), 5));
  }

  @Test
  void parameters_stay_one_argument_each() throws IOException {
    ShellCommand command =
        load(
                "handlers: {shell: {commands: {a: {argv: [tar, '--to={dir}', '{dir}'], parameters: {dir: '.*'}}}}}",
                Map.of())
            .handlers()
            .shell()
            .get("a");

    assertThat(java.util.Objects.requireNonNull(command).argvWith(Map.of("dir", "x; rm -rf $HOME")))
        .isEqualTo(List.of("tar", "--to=x; rm -rf $HOME", "x; rm -rf $HOME"));
  }

  @Test
  void secrets_are_masked() {
    assertThat(Setting.isSecret("storage.password")).isTrue();
    assertThat(Setting.isSecret("http.port")).isFalse();
  }

  @Test
  void hostile_yaml_is_refused_soon() {
    String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
    assertThat(refusal(bomb)).contains("aliases (*name) are not supported");
    assertThat(refusal("a: " + "[".repeat(100_000))).contains("nested deeper than 64");
    assertThat(refusal("a:\n\t- b")).contains("config.yaml:2:1: found character");
    assertThat(refusal("http: {port: 1}\nhttp: {port: 2}"))
        .contains("the field \"http\" appears twice");
    assertThat(refusal("#" + "x".repeat(StrictYaml.LONGEST))).contains("longer than");
    assertThat(refusal("--- {}\n--- {}")).contains("the text goes on");
    assertThat(refusal("a: !!java.net.URL [x]")).contains("a is not known here");
  }

  @Test
  void whatever_the_file_holds_it_is_taken_or_refused() throws IOException {
    byte[] good = Files.readAllBytes(SHIPPED);
    Random random = new Random(20261121);
    Path file = directory.resolve("f.yaml");
    for (int round = 0; round < 1_500; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i <= random.nextInt(6); i++) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
      }
      Files.write(file, bytes);
      try {
        Config.load(new ConfigSources(file, Map.of(), Map.of()));
      } catch (InvalidConfig e) {
        assertThat(e).hasMessageContaining("f.yaml");
      }
    }
  }
}
