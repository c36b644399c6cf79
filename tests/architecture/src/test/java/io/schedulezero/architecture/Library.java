package io.schedulezero.architecture;

import java.util.List;

/**
 * A library, by its packages, and the packages of ours where it is at home. Nobody else may know
 * that we use it.
 */
record Library(String name, List<String> packages, List<String> homes) {
  static List<Library> all() {
    return List.of(
        new Library("quartz", List.of("org.quartz.."), List.of("trigger")),
        new Library("zeromq", List.of("org.zeromq..", "zmq.."), List.of("transport")),
        new Library("semver", List.of("org.semver4j.."), List.of("dispatch")),
        new Library("javalin", List.of("io.javalin..", "org.eclipse.jetty.."), List.of("api")),
        new Library(
            "sql",
            List.of(
                "java.sql..",
                "javax.sql..",
                "org.jdbi..",
                "org.flywaydb..",
                "com.zaxxer.hikari..",
                "org.sqlite.."),
            List.of("store")),
        new Library(
            "jackson",
            List.of("tools.jackson..", "com.fasterxml.jackson.."),
            List.of(
                Layout.FRONT_DOOR,
                "handler",
                "wire",
                "input",
                "api",
                "config",
                "schema",
                "store",
                "cli",
                "scenario")),
        new Library("json_schema", List.of("com.networknt.."), List.of("schema")),
        new Library("picocli", List.of("picocli.."), List.of("cli")));
  }
}
