package dev.levada.io.log;

import java.io.IOException;

/** Takes the records of a log in order. */
@FunctionalInterface
public interface RecordConsumer {

    /**
     * Takes one record, which it may keep.
     *
     * @param index dense, from 1 for the first record ever appended
     * @throws IOException to end the reading
     */
    void accept(long index, byte[] record) throws IOException;
}
