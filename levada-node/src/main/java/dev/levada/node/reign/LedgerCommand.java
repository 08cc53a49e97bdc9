package dev.levada.node.reign;

import java.util.List;

/** What is asked of the {@link LedgerMachine}. */
sealed interface LedgerCommand {

    /** A member begins to reign; whoever reigned before does not any more. */
    record Begin(String member) implements LedgerCommand {}

    /** Appends records to a log, if the reign is not over. */
    record Append(long reign, String log, List<byte[]> records) implements LedgerCommand {}

    /** Puts records in the place of all that a log holds, if the reign is not over. A log without records is gone. */
    record Replace(long reign, String log, List<byte[]> records) implements LedgerCommand {}

    /** A query: who reigns? */
    record Current() implements LedgerCommand {}

    /** A query: all that is in a log. */
    record Read(String log) implements LedgerCommand {}
}
