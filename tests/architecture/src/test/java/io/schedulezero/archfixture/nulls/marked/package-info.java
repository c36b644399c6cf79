/** Says what null means here. */
@org.jspecify.annotations.NullMarked
package io.schedulezero.archfixture.nulls.marked;
