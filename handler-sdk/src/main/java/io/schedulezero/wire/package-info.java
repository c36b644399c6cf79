/**
 * What a server and its workers say to each other, as bytes and as records.
 *
 * <p>In come the frames of a message, out goes a {@link io.schedulezero.wire.Message} or a {@link
 * io.schedulezero.wire.BadFrame}, and the other way round; {@link io.schedulezero.wire.Codec} does
 * both. The worker and the server's gateway call it. No sockets, no sessions, no clocks: what a
 * message leads to is decided elsewhere. {@code docs/reference/worker-protocol.md} describes the
 * same for other languages, and holds the files that every implementation is tested with.
 */
@NullMarked
package io.schedulezero.wire;

import org.jspecify.annotations.NullMarked;
