/**
 * What the documentation says is true: links lead somewhere, Java is a region of compiled source,
 * and commands marked to be run are run against a real server.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.docs;
