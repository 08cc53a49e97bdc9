package dev.levada.io.snapshot;

import java.io.IOException;
import java.util.Map;

/** The lowest attempt of each owner that may still write. */
interface Floors {

    /** Those that were ever raised, as they are on the disk now. */
    Map<String, Long> latest() throws IOException;

    /** Writes raised floors, if any is above what is there. They are durable only once the directory is. */
    boolean raise(Map<String, Long> attempts) throws IOException;
}
