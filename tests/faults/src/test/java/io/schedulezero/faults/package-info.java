/**
 * Faults between a server and its workers, on purpose.
 *
 * <p>{@code Proxy} is the network: it cuts, holds, delays, throttles, and drops or doubles single
 * messages. {@code Dialogue} plays the server by a script, and looks at what any worker does:
 * {@code tests/faults/run --dialogues} plays all of them to a worker of yours.
 */
@NullMarked
package io.schedulezero.faults;

import org.jspecify.annotations.NullMarked;
