package io.schedulezero.worker;

/**
 * How a worker stands with one of its servers.
 *
 * <pre>{@code
 * worker.servers().stream().anyMatch(ServerStatus::connected)
 * }</pre>
 *
 * @param address as it was given
 * @param connected whether there is a session with it
 * @param running attempts of this server that are under way here
 */
public record ServerStatus(String address, boolean connected, int running) {}
