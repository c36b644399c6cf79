/**
 * Executes attempts in this process: calls the handler on a thread of its own, watches its time,
 * keeps its log lines within bounds.
 *
 * <p>In: assignments. Out: reports. Called by {@code flow} through {@link
 * io.schedulezero.dispatch.Target}.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.dispatch.local;
