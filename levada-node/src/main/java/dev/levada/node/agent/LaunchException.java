package dev.levada.node.agent;

import java.io.IOException;
import java.nio.file.Path;

/** A worker could not be started; there is no process, and nothing will be reported of it. */
public final class LaunchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private LaunchException(String message) {
        super(message);
        this.passing = false;
    }

    private LaunchException(String message, Throwable cause) {
        super(message, cause);
        this.passing = true;
    }

    /**
     * Whether the same may work the next time: the system has refused a process, for want of memory say, or somebody
     * has killed it before it was one.
     */
    public boolean isPassing() {
        return passing;
    }

    static LaunchException noDirectory(String id, Path directory) {
        return new LaunchException(
                "worker '%s' cannot be started: '%s', where it is to run, is not a directory; make it, or name another"
                        .formatted(id, directory));
    }

    static LaunchException noJava(String id, Path java) {
        return new LaunchException(
                "worker '%s' cannot be started: '%s' is not there or not executable, though this process was started by it; install that Java again and restart the agent"
                        .formatted(id, java));
    }

    static LaunchException running(String id, long pid) {
        return new LaunchException(
                "worker '%s' runs already, as process %d; stop it and wait for its end, or choose another id"
                        .formatted(id, pid));
    }

    static LaunchException tooMany(String id, int most) {
        return new LaunchException(
                "worker '%s' cannot be started: %d workers run here, which is the most; stop one, or use another host"
                        .formatted(id, most));
    }

    static LaunchException closed(String id) {
        return new LaunchException("worker '%s' cannot be started: its agent is closed".formatted(id));
    }

    static LaunchException refused(String id, IOException cause) {
        return new LaunchException("worker '%s' cannot be started: %s".formatted(id, cause.getMessage()), cause);
    }
}
