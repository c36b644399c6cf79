/**
 * Workers: processes on other machines that host handlers and are connected to this one.
 *
 * <p>In: assignments from {@code flow}, and what workers say, as {@code wire} defines it. Out:
 * reports on attempts, and word of workers that come and go. {@link
 * io.schedulezero.dispatch.remote.Gateway} is the way in; {@link
 * io.schedulezero.dispatch.remote.Conversation} is the protocol, message by message. A session is a
 * connection that said READY; a lease is an attempt that a worker holds, and outlives its sessions.
 * Everything happens on the hub's thread unless it says otherwise; the store is read elsewhere.
 */
@NullMarked
package io.schedulezero.dispatch.remote;

import org.jspecify.annotations.NullMarked;
