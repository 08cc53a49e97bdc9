package dev.levada.node.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process began, exact enough to tell it from a later one of the same number. On Linux that is what the kernel
 * counts since it was started: the time that Java gives moves with the clock of the machine.
 */
final class ProcessBirth {
    private static final Path PROC = Path.of("/proc");

    /** Counted from the state, which follows the name; the name is in brackets and may hold anything. */
    private static final int START_TICKS = 19;

    private ProcessBirth() {}

    /** A text without blanks; none if there is no such process, or it is dead and only waits to be taken notice of. */
    static Optional<String> of(long pid) throws IOException {
        if (!Files.isReadable(PROC.resolve("self/stat"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant())
                    .map(Object::toString);
        }
        String boot =
                read(PROC.resolve("sys/kernel/random/boot_id")).orElse("boot").strip();
        return read(PROC.resolve(pid + "/stat"))
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .filter(stat -> !stat[0].equals("Z") && !stat[0].equals("X"))
                .map(stat -> boot + "/" + stat[START_TICKS]);
    }

    /** None if it is not there; the process may also end while its file is read, which is the same. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
