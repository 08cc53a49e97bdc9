package dev.levada.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where all members of a group on one machine keep their own, and who they are: a group that is started again has the
 * members it was formed with, at the same addresses. The file {@code members} has a line for each: id, port for
 * members, port for clients, and {@code joined} if it came later; or id and {@code gone}. The file {@code consensus}
 * has the name of the provider, which alone can read what members keep.
 *
 * @param temporary whether it is deleted at the end
 */
record GroupDirectory(Path path, boolean temporary) implements AutoCloseable {
    private static final String MEMBERS = "members";
    private static final String CONSENSUS = "consensus";
    private static final String JOINED = " joined";
    private static final String GONE = " gone";
    private static final String PORT = "[1-9]\\d{0,4}";

    static GroupDirectory open(@Nullable Path given) throws IOException {
        if (given == null) {
            return new GroupDirectory(Files.createTempDirectory("levada-replicated-"), true);
        }
        Files.createDirectories(given);
        return new GroupDirectory(given, false);
    }

    Path of(String member) {
        return path.resolve(member);
    }

    /**
     * Those there are, or that many new ones.
     *
     * @throws IllegalArgumentException if there are others than that many
     */
    List<Host> hosts(int count) throws IOException {
        if (!Files.exists(file())) {
            List<String> lines = new ArrayList<>();
            List<Integer> ports = FreePorts.take(2 * count);
            for (int i = 0; i < count; i++) {
                lines.add("r%d %d %d".formatted(i + 1, ports.get(2 * i), ports.get(2 * i + 1)));
            }
            write(lines);
        }
        List<Host> hosts = hosts();
        if (hosts.size() != count) {
            throw new IllegalArgumentException(
                    "%s holds a group of %d members, asked for %d; give a group of another size another directory"
                            .formatted(path, hosts.size(), count));
        }
        return hosts;
    }

    /**
     * A group agrees for ever as it did at first.
     *
     * @throws IllegalArgumentException if that was by another provider
     */
    void requireConsensus(String provider) throws IOException {
        Path file = path.resolve(CONSENSUS);
        if (!Files.exists(file)) {
            Files.writeString(file, provider);
        }
        String first = Files.readString(file);
        if (!first.equals(provider)) {
            throw new IllegalArgumentException(
                    "%s holds a group that agrees by '%s', asked for '%s'; give a group that agrees otherwise another directory"
                            .formatted(path, first, provider));
        }
    }

    private List<Host> hosts() throws IOException {
        return Files.readAllLines(file()).stream()
                .filter(line -> !line.endsWith(GONE))
                .map(this::host)
                .toList();
    }

    /** One more, with an id that none had before: what went with one must not be taken for what another has. */
    Host add() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        List<Integer> ports = FreePorts.take(2);
        String line = "r%d %d %d%s".formatted(lines.size() + 1, ports.get(0), ports.get(1), JOINED);
        lines.add(line);
        write(lines);
        return host(line);
    }

    /** Whether a member came into a group that was there. */
    boolean joined(String id) throws IOException {
        return Files.readAllLines(file()).stream().anyMatch(line -> line.startsWith(id + " ") && line.endsWith(JOINED));
    }

    void remove(String id) throws IOException {
        write(Files.readAllLines(file()).stream()
                .map(line -> line.startsWith(id + " ") ? id + GONE : line)
                .toList());
    }

    private Path file() {
        return path.resolve(MEMBERS);
    }

    private void write(List<String> lines) throws IOException {
        Path part = path.resolve(MEMBERS + ".part");
        Files.write(part, lines);
        Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Host host(String line) {
        String[] parts =
                (line.endsWith(JOINED) ? line.substring(0, line.length() - JOINED.length()) : line).split(" ", -1);
        if (parts.length != 3 || !parts[1].matches(PORT) || !parts[2].matches(PORT)) {
            throw new IllegalArgumentException(
                    "%s is damaged: '%s' is no member, which is an id and two ports".formatted(file(), line));
        }
        return new Host(parts[0], loopback(parts[1]), loopback(parts[2]));
    }

    private static InetSocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(GroupDirectory::delete);
        }
    }

    private static void delete(Path each) {
        try {
            Files.deleteIfExists(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
