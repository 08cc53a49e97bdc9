package dev.levada.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostDirectoryTest {
    @TempDir
    private Path directory;

    private HostDirectory open(String run, String writer) {
        return HostDirectory.open(directory, run, writer);
    }

    @Test
    void processesOfOneJobFindTheSameDiskAndOthersDoNot() throws IOException {
        try (HostDirectory first = open("job", "a");
                HostDirectory second = open("job", "b");
                HostDirectory other = open("another", "a")) {
            assertThat(second.name()).isEqualTo(first.name()).isNotEmpty();
            assertThat(other.name()).isNotEqualTo(first.name());

            first.logs().begin("1-a-1.determinants").close();
            second.logs().raiseFloors(Map.of(new TaskId("t", 0), 4L));
            assertThat(second.logs().names()).containsExactly("1-a-1.determinants");
            assertThat(first.logs().floors()).isEqualTo(Map.of("t#0", 4L));
        }
    }

    @Test
    void allThatComeAtOnceFindTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> all = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(number -> () -> {
                        try (HostDirectory opened = open("job", "w" + number)) {
                            return opened.name();
                        }
                    })
                    .toList();
            Set<String> names = new TreeSet<>();
            for (Future<String> name : threads.invokeAll(all)) {
                names.add(name.get());
            }
            assertThat(names).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsInItsPlaceAfterwardsIsAnotherDisk() throws IOException {
        try (HostDirectory first = open("job", "a")) {
            assertThat(first.isThere()).isTrue();
            first.delete();
            assertThat(first.isThere()).isFalse();
            try (HostDirectory second = open("job", "b")) {
                assertThat(second.name()).isNotEqualTo(first.name());
                assertThat(first.isThere()).isFalse();
            }
        }
    }

    @Test
    void whatAJobHasLeftLongAgoIsDeleted() throws IOException {
        for (String run : List.of("old", "new")) {
            open(run, "a").close();
        }
        FileTime before = FileTime.from(Instant.now().minusSeconds(8 * 24 * 3600));
        for (String part : List.of("old", "old/logs/objects")) {
            Files.setLastModifiedTime(directory.resolve(part), before);
        }
        open("job", "a").close();

        assertThat(directory.resolve("old")).doesNotExist();
        assertThat(directory.resolve("new")).exists();
    }

    @Test
    void saysWhatToDoIfItCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("job"), "");

        assertThatThrownBy(() -> open("job", "a"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("where workers of this host log what their tasks choose, cannot be used")
                .hasMessageContaining("let the agent name another one");
    }
}
