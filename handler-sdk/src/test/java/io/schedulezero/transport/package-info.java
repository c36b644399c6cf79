/** The transport on real sockets, and bytes that no worker would send. */
@NullMarked
package io.schedulezero.transport;

import org.jspecify.annotations.NullMarked;
