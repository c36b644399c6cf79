/**
 * Faults between a server and its workers, on purpose.
 *
 * <p>{@code Proxy} is the network: it cuts, holds, delays, throttles, and drops or doubles single
 * messages. A {@code Site} is a server and workers in Java and in Python, real processes with
 * proxies between them: a test starts, kills and freezes them, and {@code Audit} finds by the HTTP
 * API and by what handlers wrote down what became of the runs. {@code Chaos} does it all at random.
 *
 * <p>{@code Dialogue} is the other half: it plays the server by a script, and looks at what any
 * worker does. {@code tests/faults/run} has all of it at length.
 */
@NullMarked
package io.schedulezero.faults;

import org.jspecify.annotations.NullMarked;
