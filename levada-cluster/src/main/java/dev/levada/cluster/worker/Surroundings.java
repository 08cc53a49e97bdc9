package dev.levada.cluster.worker;

import dev.levada.cluster.control.Location;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.TaskSnapshot;
import java.util.function.Predicate;

/** What one attempt needs of the process that it runs in. Called by the task's thread; none of these blocks. */
public interface Surroundings {

    /** What the task is built with, but for its channels. */
    Materials materials();

    /** Where the attempt runs. */
    Location here();

    /** How many elements an input from another process holds, from 1. */
    int capacity();

    /** How many bytes of an output to another process its consumer may have untaken, from 1. */
    long budgetBytes();

    /** Tells the worker where the producer runs of a wish. It may get lost, and is told again. */
    void ask(Location producer, OpenRequest request);

    /** Grants a wish: the consumer's worker will hear of the connection through {@link Attempt#opened}. */
    Connection accept(OpenRequest request);

    /** The task may have something to do now. */
    void wake();

    /** Writes a snapshot out, releases it, and tells the {@link Worker}. */
    void store(Attempt attempt, TaskSnapshot snapshot);

    /** A follower has ended an epoch, with a snapshot that nobody will write out; it is not to be released here. */
    default void passed(Attempt follower, TaskSnapshot snapshot) {}

    /**
     * Adds to the worker's log; {@link Attempt#stable} is told when it is durable. Only of protocols that log.
     *
     * @param position how far the attempt's own log goes with it
     */
    default void log(Attempt attempt, DeterminantSlice slice, long position) {
        throw new IllegalStateException("this worker has no log for what %s chose".formatted(attempt.id()));
    }

    /** What carries frames over a connection that has just begun; it may attach something to them. */
    default RemoteOutput.Wire wire(Connection connection) {
        return connection::frame;
    }

    /**
     * What is told, for a connection that has just begun, what is attached to each of its frames, be it of length 0: in
     * order, each before the frame is taken. It says whether the frame may be; if not, none behind it may.
     */
    default Predicate<byte[]> attachments(Connection connection) {
        return nothingAttached();
    }

    /** Where nobody attaches anything to frames. */
    static Predicate<byte[]> nothingAttached() {
        return attached -> {
            if (attached.length > 0) {
                throw new IllegalStateException("nothing is attached to frames under this protocol");
            }
            return true;
        };
    }

    /** The attempt has done again all that earlier ones had logged. */
    default void replayed(Attempt attempt) {}

    /** Whether positions that a source records outlast the task as soon as they are said. */
    boolean recordsAtOnce();

    /** The attempt has failed by itself, and takes no more turns. */
    void failed(Attempt attempt, Throwable cause);

    /** Something could not be closed. */
    void notClosed(Attempt attempt, Throwable cause);

    /** The attempt was closed, and nothing of it is left. */
    void closed(Attempt attempt);

    void noticed(Notice notice);

    void warn(String problem);
}
