package dev.levada.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are killed, and what becomes of their workers. The killed agent is itself a worker of another. */
@Timeout(120)
final class OrphanTest {
    @TempDir
    Path directory;

    private final Reports reports = new Reports();
    private Optional<ProcessHandle> inner = Optional.empty();

    /** A test that fails leaves nothing behind either. */
    @AfterEach
    void end() {
        inner.ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void workersEndWhenTheirAgentIsKilled() throws Exception {
        try (Agent outer = Agent.open(directory.resolve("outer"), reports)) {
            long orphan = startedByInner(outer, "running");
            assertThat(ProcessBirth.of(orphan)).isPresent();

            outer.kill("agent");
            reports.awaitExit();

            Await.until(() -> ProcessBirth.of(orphan).isEmpty());
        }
    }

    @Test
    void theNextAgentKillsWorkersThatStoodStill() throws Exception {
        try (Agent outer = Agent.open(directory.resolve("outer"), reports)) {
            long orphan = startedByInner(outer, "frozen");
            outer.kill("agent");
            reports.awaitExit();
            assertThat(ProcessBirth.of(orphan))
                    .as("a process that stands still")
                    .isPresent();

            Agent.open(directory.resolve("agent"), new Reports()).close();

            assertThat(ProcessBirth.of(orphan)).isEmpty();
        }
    }

    @Test
    void processesThatOnlyHaveTheNumberOfAWorkerLive() throws Exception {
        try (Agent outer = Agent.open(directory.resolve("outer"), reports)) {
            long bystander = outer.start(launch("bystander", "wait"));
            String birth = ProcessBirth.of(bystander).orElseThrow();
            Path children = Files.createDirectory(directory.resolve("agent")).resolve("children");
            Files.writeString(children, "%d %s0%nnonsense%n%d".formatted(bystander, birth, bystander));

            Agent.open(directory.resolve("agent"), new Reports()).close();

            assertThat(ProcessBirth.of(bystander)).hasValue(birth);
            assertThat(children).doesNotExist();
            assertThat(reports.rest()).isEmpty();
        }
    }

    @Test
    void aProcessHasOneBirth() throws IOException {
        long self = ProcessHandle.current().pid();
        assertThat(ProcessBirth.of(self)).isPresent().isEqualTo(ProcessBirth.of(self));
        assertThat(ProcessBirth.of(self).orElseThrow().getBytes(StandardCharsets.UTF_8))
                .doesNotContain(' ');
        assertThat(ProcessBirth.of(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void launchesAreChecked() {
        assertThatThrownBy(() -> launch("../up", "wait")).hasMessageContaining("was '../up'");
        assertThatThrownBy(() -> launch("a", "\0")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> Secret.of(new byte[Secret.MAX_BYTES + 1])).hasMessageContaining("16385");
        assertThat(launch("a", "b").toString()).contains("secret of 3 bytes");
    }

    /** Starts an agent in a process of its own, and returns the number of its worker. */
    private long startedByInner(Agent outer, String state) throws IOException {
        outer.start(launch("agent", "agent", directory.toString(), state));
        Path file = directory.resolve("pid");
        Await.until(() -> Files.exists(file));
        long pid = Long.parseLong(Files.readString(file));
        inner = ProcessHandle.of(pid);
        return pid;
    }

    private WorkerLaunch launch(String id, String... arguments) {
        return new WorkerLaunch(
                id, ChildMain.class.getName(), List.of(arguments), directory, Map.of(), 64, Secret.of(new byte[3]));
    }
}
