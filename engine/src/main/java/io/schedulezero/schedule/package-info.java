/**
 * The vocabulary of schedules: when (triggers), what (a run's specification) and under which
 * policies, and where they are kept. Values and ports only.
 *
 * <p>Everybody speaks these words. This package knows only the words of runs.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.schedule;
