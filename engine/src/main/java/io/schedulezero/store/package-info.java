/**
 * Where runs and schedules are kept: the adapter behind the ports {@code Journal}, {@code
 * RunStore}, {@code ScheduleStore} and {@code HandlerStore}. The composition root opens a {@link
 * io.schedulezero.store.Storage} and hands its ports on; nobody else knows this package.
 *
 * <p>Changes come in through {@link io.schedulezero.store.GroupCommitJournal}, which gathers them
 * and gives each batch to a {@link io.schedulezero.store.Backend} as one transaction: {@code
 * MemoryBackend}, or {@code SqlBackend} on a data file that {@link
 * io.schedulezero.store.SqliteFile} opens. Everything that only SQLite says or does is in {@code
 * SqliteFile} and in {@code db/migration/sqlite}; the classes named {@code Sql…} hold the SQL that
 * other databases share. Reads do not pass through the journal.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.store;
