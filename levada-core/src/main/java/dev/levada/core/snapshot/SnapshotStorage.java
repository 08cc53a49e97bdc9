package dev.levada.core.snapshot;

import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Where snapshots lie: objects with names, each there whole or not at all, but for those that {@link #begin grow}. Any
 * thread.
 */
public interface SnapshotStorage {

    /**
     * Stores an object, so that it outlasts whatever this storage is meant to outlast.
     *
     * @param attempt refused if a later attempt at the same task was given the floor
     */
    void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException;

    /**
     * Begins an object that grows, which no floor holds off.
     *
     * @param name never used before
     */
    GrowingObject begin(String name) throws IOException;

    /** The blocks of an object, checked as they are read. */
    Iterator<byte[]> get(String name) throws IOException;

    /** From now on refuses earlier attempts than these at some tasks. A floor never sinks. */
    void raiseFloors(Map<TaskId, Long> attempts);

    /** The lowest attempt that is not refused now, whoever has raised it, of each task (its text) that has a floor. */
    Map<String, Long> floors() throws IOException;

    /** The names of all objects that are there. */
    List<String> names() throws IOException;

    /** Deletes an object, if it is there. */
    void delete(String name) throws IOException;
}
