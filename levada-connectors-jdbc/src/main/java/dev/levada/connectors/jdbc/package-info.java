/**
 * Sinks that write to databases through JDBC; {@link dev.levada.connectors.jdbc.JdbcSinks} is where to begin. The
 * driver is the user's: put it on the class path or the module path.
 *
 * <p>There are two forms, both with each row exactly once. <b>Offset in sink</b>, for any database with transactions:
 * the rows of an epoch travel in the job's own state, as the values that were bound, until the epoch is complete; then
 * they are written, together with the epoch's number, in one local transaction. <b>Two-phase commit</b>, for
 * PostgreSQL: rows are written as they come, in a transaction that is prepared at the end of the epoch and committed
 * when it is complete.
 *
 * <p>In PostgreSQL a new attempt also ends the sessions that older ones have left, for these may hold locks.
 *
 * <p>Both keep books in tables beside the user's: {@code levada_offsets} has a row for each task (how far it is, and
 * the newest attempt at it, which fences off older ones); {@code levada_commits}, for two-phase commit only, tells a
 * transaction that was committed from one that was lost. Rows of runs that are over may be deleted.
 */
package dev.levada.connectors.jdbc;
