/**
 * The port to the one writer of durable state. {@code flow} hands changes in; they come back as a
 * receipt once they are committed. {@code store} implements it.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.journal;
