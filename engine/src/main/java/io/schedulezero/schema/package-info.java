/**
 * Arguments of handlers that another process hosts, held against the JSON Schema that it gave. The
 * front door puts a schema and arguments in; out come problems in the words of those of handlers
 * here. Nothing of it is loaded before the first check.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.schema;
