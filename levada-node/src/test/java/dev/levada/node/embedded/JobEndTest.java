package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JobEndTest {
    private final Queue<String> deeds = new ConcurrentLinkedQueue<>();
    private final Topology topology = Topology.named("ends");

    /** Notes what is asked of it, and does in each deed what the test wants. */
    private interface Deed {
        void run(String what, int subtask) throws Exception;
    }

    private Sink<Object> sink(Deed deed) {
        return new Sink<>() {
            @Override
            public SinkWriter<Object> open(SinkTask task) throws Exception {
                deed.run("open", task.subtask());
                return new SinkWriter<>() {
                    @Override
                    public void write(Object value) {}

                    @Override
                    public byte[] prepare(long epoch) throws Exception {
                        note("prepare");
                        return new byte[] {1};
                    }

                    @Override
                    public void commit(byte[] prepared) throws Exception {
                        note("commit");
                    }

                    @Override
                    public void close() throws Exception {
                        note("close");
                    }

                    private void note(String what) throws Exception {
                        deeds.add(what);
                        deed.run(what, task.subtask());
                    }
                };
            }

            @Override
            public Contract contract() {
                return Contract.TRANSACTIONAL;
            }
        };
    }

    private static void failOn(String failing, String what) {
        if (what.equals(failing)) {
            throw new IllegalStateException("no " + what);
        }
    }

    @Test
    void failsIfASinkCannotBeOpenedAndCommitsNothing() {
        topology.from(Sources.of(1)).to("out", sink((what, subtask) -> failOn("open", what)));

        assertThatThrownBy(() -> new Embedded().run(topology).join())
                .isInstanceOf(JobFailedException.class)
                .hasMessage("job 'ends' failed: operator 'out' failed to open: IllegalStateException: no open");
        assertThat(deeds).isEmpty();
    }

    @Test
    void failsIfASinkCannotPrepareAndCommitsNothing() {
        topology.from(Sources.of(1, 2, 3)).to("out", sink((what, subtask) -> {
            if (subtask == 1) {
                failOn("prepare", what);
            }
        }));

        assertThatThrownBy(() -> new Embedded().parallelism(3).run(topology).join())
                .hasMessageContaining("operator 'out' failed to prepare");
        assertThat(deeds).doesNotContain("commit").contains("close");
    }

    @Test
    void failsIfACommitFails() {
        topology.from(Sources.of(1)).to("out", sink((what, subtask) -> failOn("commit", what)));

        assertThatThrownBy(() -> new Embedded().parallelism(1).run(topology).join())
                .isInstanceOfSatisfying(
                        JobFailedException.class,
                        failed -> assertThat(failed.report().state()).isEqualTo(JobState.FAILED))
                .hasMessageContaining("operator 'out' failed to commit");
        assertThat(deeds).containsExactly("prepare", "commit", "close");
    }

    /** Otherwise some tasks' output would show and that of others would not. */
    @Test
    void isNotCancelledHalfwayThroughACommit() throws InterruptedException {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        topology.from(Sources.generate(100, index -> index).splits(2).build()).to("out", sink((what, subtask) -> {
            if (what.equals("commit")) {
                committing.countDown();
                cancelled.await();
            }
        }));
        Job job = new Embedded().parallelism(2).loops(1).run(topology);
        committing.await();
        job.cancel();
        cancelled.countDown();

        assertThat(job.join().state()).isEqualTo(JobState.FINISHED);
        assertThat(deeds.stream().filter("commit"::equals)).hasSize(2);
    }

    @Test
    void tellsAFailureToCloseAlthoughTheJobHasFinished() {
        topology.from(Sources.of(1)).to("out", sink((what, subtask) -> failOn("close", what)));

        JobReport report = new Embedded().parallelism(1).run(topology).join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.errors()).containsExactly("operator 'out' failed to close: IllegalStateException: no close");
    }

    @Test
    void failsIfAnOperatorCannotBeOpenedAndClosesItAllTheSame() {
        topology.from(Sources.of(1))
                .process("fragile", () -> new Processor<Integer, Integer>() {
                    @Override
                    public void open(Context<Integer> context) {
                        throw new IllegalStateException("no luck");
                    }

                    @Override
                    public void process(Integer value, Context<Integer> context) {}

                    @Override
                    public void close() {
                        deeds.add("closed");
                    }
                })
                .to(Sinks.discard());

        assertThatThrownBy(() -> new Embedded().parallelism(1).run(topology).join())
                .hasMessageContaining("operator 'fragile' failed to open: IllegalStateException: no luck");
        assertThat(deeds).containsExactly("closed");
    }

    @Test
    void finishesWithNothingWhenAllItsTasksHaveCrashed() {
        MemorySink<Long> all = Sinks.memory();
        topology.from("ticks", Sources.ticks(Duration.ofMillis(1))).apart().to("out", all);
        // Held, so that it cannot end by itself once it finds its producer gone.
        Job job = new Embedded().restarts(false).parallelism(1).hold("out").run(topology);
        job.crash(new TaskId("ticks", 0));
        job.crash(new TaskId("out", 0));
        job.crash(new TaskId("out", 0));

        assertThat(job.join().state()).isEqualTo(JobState.FINISHED);
        assertThat(all.values()).isEmpty();
        assertThat(job.tasks()).allMatch(task -> task.condition() == Job.Condition.LOST);
    }

    @Test
    void endsAtMostOnceAlthoughTheConsumerOfAnEndlessSourceHasCrashed() {
        topology.from("numbers", Sources.generate(1_000_000, index -> index).build())
                .apart()
                .to("out", Sinks.discard());
        Job job = new Embedded().restarts(false).parallelism(1).hold("out").run(topology);
        job.crash(new TaskId("out", 0));

        JobReport report = job.join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.lost()).isEqualTo(1_000_000);
    }

    @Test
    void countsWhatSourcesGaveAndSinksTookNotWhatAFilterKept() {
        topology.from(Sources.of(1, 2, 3))
                .filter(value -> false)
                .<Integer>process("seven", () -> new Processor<>() {
                    @Override
                    public void process(Integer value, Context<Integer> context) {}

                    @Override
                    public void end(Context<Integer> context) {
                        context.emit(7);
                    }
                })
                .to(Sinks.discard());

        JobReport report = new Embedded().parallelism(1).run(topology).join();

        assertThat(report.recordsIn()).isEqualTo(3);
        assertThat(report.recordsOut()).isEqualTo(1);
    }

    @Test
    void refusesToCommandATaskOrChainThatIsNotThere() {
        topology.from("numbers", Sources.of(1)).to("out", Sinks.discard());
        Job job = new Embedded().run(topology);

        assertThatThrownBy(() -> job.crash(new TaskId("nobody", 0))).hasMessageContaining("has no task nobody#0");
        assertThatThrownBy(() -> job.release("nobody")).hasMessageContaining("has no chain 'nobody'");
        assertThat(job.join().errors()).isEqualTo(List.of());
    }
}
