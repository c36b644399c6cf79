/**
 * Who may know whom. {@link Layout} names our packages, {@link Rules} says what they may do, and
 * the tests hold the code to it. Under {@code io.schedulezero.archfixture} each rule has a seeded
 * violation, because a rule that nobody has seen fail is not a rule.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.architecture;
