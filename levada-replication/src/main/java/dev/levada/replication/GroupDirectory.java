package dev.levada.replication;

import dev.levada.replication.consensus.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where all members of a group in one process keep their own, and who they are: a group that is started again has the
 * members it was formed with, at the same addresses.
 *
 * @param temporary whether it is deleted at the end
 */
record GroupDirectory(Path path, boolean temporary) implements AutoCloseable {
    private static final String MEMBERS = "members";

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

    List<Member> members(int count) throws IOException {
        Path file = path.resolve(MEMBERS);
        if (!Files.exists(file)) {
            List<String> lines = new ArrayList<>();
            List<Integer> ports = FreePorts.take(count);
            for (int i = 0; i < count; i++) {
                lines.add("r%d %d".formatted(i + 1, ports.get(i)));
            }
            Path part = path.resolve(MEMBERS + ".part");
            Files.write(part, lines);
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        List<Member> members = Files.readAllLines(file).stream()
                .map(line -> member(file, line))
                .toList();
        if (members.size() != count) {
            throw new IOException(
                    "%s holds a group of %d members, asked for %d; give a group of another size another directory"
                            .formatted(path, members.size(), count));
        }
        return members;
    }

    private static Member member(Path file, String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "%s is damaged: '%s' is no member, which is an id and a port".formatted(file, line));
        }
        return new Member(
                parts[0], new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[1])));
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
