package dev.levada.node.agent;

import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that names the children of an agent, for the next agent to kill those that live on: one that stood still
 * when its agent died has not seen that the pipe was closed. Nothing is forced to the disk, as children do not outlive
 * the machine.
 */
final class Leftovers {
    private static final String FILE = "children";
    private static final String FRESH = "children.part";
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+)");
    private static final int MAX_BYTES = 1 << 20;
    private static final int TIMEOUT_SECONDS = 5;

    private final FileDisk disk;

    Leftovers(FileDisk disk) {
        this.disk = disk;
    }

    /** Writes the file anew. A process that has ended meanwhile is left out. */
    void remember(Collection<Long> pids) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (long pid : pids) {
            ProcessBirth.of(pid)
                    .ifPresent(
                            birth -> lines.append(pid).append(' ').append(birth).append('\n'));
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        delete(FRESH);
        try (DiskFile file = disk.create(FRESH)) {
            file.write(0, bytes, 0, bytes.length);
        }
        disk.rename(FRESH, FILE);
    }

    void forget() throws IOException {
        delete(FRESH);
        delete(FILE);
    }

    private void delete(String file) throws IOException {
        if (disk.exists(file)) {
            disk.delete(file);
        }
    }

    /**
     * Kills what an earlier agent has left, and waits for its end. Lines that are cut or strange are passed over:
     * whoever has no exact name stays alive.
     *
     * @throws IOException if one lives on
     */
    void kill() throws IOException {
        for (String line : read().lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                kill(Long.parseLong(parts.group(1)), parts.group(2));
            }
        }
    }

    private String read() throws IOException {
        if (!disk.exists(FILE)) {
            return "";
        }
        byte[] bytes = new byte[(int) Math.min(MAX_BYTES, disk.size(FILE))];
        try (DiskFile file = disk.openForReading(FILE)) {
            int length = Math.max(0, file.read(0, bytes, 0, bytes.length));
            return new String(bytes, 0, length, StandardCharsets.US_ASCII);
        }
    }

    private static void kill(long pid, String birth) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent() && isThatOne(pid, birth)) {
            process.get().destroyForcibly();
            awaitEnd(process.get());
            if (isThatOne(pid, birth)) {
                throw new DiskException(
                        "process %d, a worker of an earlier agent of this directory, cannot be killed; end it by hand, or give this agent a directory of its own"
                                .formatted(pid));
            }
        }
    }

    private static boolean isThatOne(long pid, String birth) throws IOException {
        return ProcessBirth.of(pid).filter(birth::equals).isPresent();
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            ProcessHandle unused = process.onExit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the end of process " + process.pid());
        } catch (ExecutionException | TimeoutException e) {
            // Whoever adopted it may not have taken notice of its end; whether it has ended is looked at next.
        }
    }
}
