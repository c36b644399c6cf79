/**
 * The configuration: {@code config.yaml}, environment variables and flags come in, records come
 * out, each value with its source. Whatever is wrong stops the start with file, line, key and what
 * is allowed.
 *
 * <p>Called by {@code server} at start; {@code api} shows it and reads the calendars.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.config;
