package dev.levada.node.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Where a coordinator writes down what it must not forget: which jobs it has, and what it decides for each. */
public interface Ledger extends Closeable {

    /** Which jobs there are. */
    RecordLog jobs();

    /**
     * The state of a job, or of one of its forms; whoever opens it closes it.
     *
     * @throws dev.levada.api.connector.BadInputException if it cannot be used
     */
    StateDirectory state(Path directory);

    /**
     * A job is over, or has another form: what it decided is needed by people only, if its directory is still there.
     */
    void retire(Path directory) throws IOException;

    /**
     * A ledger on a disk of this process alone.
     *
     * @throws dev.levada.api.connector.BadInputException if the directory cannot be used, also because another
     *     coordinator uses it
     */
    static Ledger onDisk(Path directory) {
        return DiskLedger.open(directory);
    }
}
