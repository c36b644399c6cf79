/**
 * Hosts handlers in a process of its own, for one server or several.
 *
 * <p>In: what servers say, through {@code transport} and {@code wire}. Out: calls of handlers,
 * through {@code execution}, and what becomes of them. {@link io.schedulezero.worker.Worker} is
 * what a program starts; {@code Session} is the protocol, without sockets, threads and clocks.
 */
@NullMarked
package io.schedulezero.worker;

import org.jspecify.annotations.NullMarked;
