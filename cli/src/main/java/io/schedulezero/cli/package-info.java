/**
 * The command line, {@code sz}. Arguments, a terminal and the documents of the HTTP API come in;
 * tables for people, documents for scripts and an exit code go out. Called by {@code main} and by
 * nobody else.
 *
 * <p>One file per command. {@link Sz} is the root, {@code CommandTree} hangs the others on it. A
 * command speaks to the server by {@code Client} as any other program would; only {@code sz server}
 * starts one in this process, and {@code sz preview} computes without one.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.cli;
