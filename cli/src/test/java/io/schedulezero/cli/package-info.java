/** Tests of the command line: words in, words and an exit code out. */
@org.jspecify.annotations.NullMarked
package io.schedulezero.cli;
