/**
 * How frames get from a server to its workers and back: the only place that knows ZeroMQ.
 *
 * <p>In come an address and an owner, out go the frames of the other side, on one thread which the
 * owner shares with the socket. {@link io.schedulezero.transport.Hub} is the server's end and
 * {@link io.schedulezero.transport.Line} a worker's; the gateway and the worker call them. What the
 * frames mean is {@code wire}, what they lead to is decided by the owner: nothing here knows the
 * protocol.
 */
@NullMarked
package io.schedulezero.transport;

import org.jspecify.annotations.NullMarked;
