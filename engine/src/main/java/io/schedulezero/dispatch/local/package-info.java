/**
 * Executes attempts in this process, by {@code execution}.
 *
 * <p>In: assignments. Out: reports. Called by {@code flow} through {@link
 * io.schedulezero.dispatch.Target}.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.dispatch.local;
