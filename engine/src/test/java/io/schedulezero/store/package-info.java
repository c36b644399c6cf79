/** Tests of the store: a contract for each port, which each kind of storage keeps. */
@org.jspecify.annotations.NullMarked
package io.schedulezero.store;
