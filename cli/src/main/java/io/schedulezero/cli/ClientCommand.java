package io.schedulezero.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command that asks the server. */
abstract class ClientCommand extends SzCommand {
  static final String SERVER_VARIABLE = "SCHEDULEZERO_URL";

  private @Nullable Client client;

  final Client client() {
    if (client == null) {
      client = new Client(server());
    }
    return client;
  }

  final JsonNode handler(String name) {
    return client().get("/api/handlers/" + Client.part(name));
  }

  private URI server() {
    String told = sz().server;
    String raw = told != null ? told : terminal().env().get(SERVER_VARIABLE);
    return raw == null || raw.isEmpty() ? URI.create(Sz.DEFAULT_SERVER) : Address.of(raw);
  }
}
