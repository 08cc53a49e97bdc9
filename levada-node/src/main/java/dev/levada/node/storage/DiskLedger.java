package dev.levada.node.storage;

import dev.levada.api.connector.BadInputException;
import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Path;

/** The jobs in the coordinator's directory, what is decided for each in that of the job. */
record DiskLedger(FileDisk disk, RecordLog jobs) implements Ledger {

    static DiskLedger open(Path directory) {
        try {
            FileDisk disk = FileDisk.open(directory);
            try {
                return new DiskLedger(disk, RecordLog.onDisk(disk, "jobs-log", "levada-jobs"));
            } catch (IOException | RuntimeException e) {
                disk.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    "the coordinator's directory '%s' cannot be used: %s".formatted(directory, e.getMessage()), e);
        }
    }

    @Override
    public StateDirectory state(Path directory) {
        return StateDirectory.open(directory);
    }

    @Override
    public void retire(Path directory) {
        // It is where people look for it.
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            jobs.close();
        }
    }
}
