package dev.levada.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that asked outside, again: nobody is asked. */
@Timeout(120)
final class CallsReplayTest {
    @TempDir
    private Path directory;

    private final AtomicLong asked = new AtomicLong();
    private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

    private Topology topology() {
        Topology topology = Topology.named("calls");
        topology.from(
                        "numbers",
                        Sources.generate(10_000_000, id -> id).rate(5_000).build())
                .mapAsync(
                        "ask",
                        (id, key) -> {
                            long answer = asked.incrementAndGet();
                            return CompletableFuture.supplyAsync(
                                    () -> answer, CompletableFuture.delayedExecutor(id % 5, TimeUnit.MILLISECONDS));
                        },
                        AsyncCalls.asAnswered().inFlight(30))
                .<Long>process("take", () -> (answer, context) -> {
                    taken.add(answer);
                    context.emit(answer);
                })
                .apart()
                .to("out", Sinks.discard());
        return topology;
    }

    private Embedded settings() {
        return new Embedded()
                .parallelism(1)
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .stateDirectory(directory.resolve("state"));
    }

    private static final class Emitted implements ReplayListener {
        private final List<Long> answers = new ArrayList<>();

        @Override
        public void sent(ChannelId channel, Element element) {
            if (element instanceof Batch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    answers.add((Long) batch.value(i));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pessimistic", "pessimistic:content", "causal"})
    void emitsTheSameAnswersInTheSameOrderAndAsksNobody(String protocol) {
        Job job = settings()
                .recovery(Recovery.find(protocol).orElseThrow())
                .record(true)
                .epochs(Duration.ofMillis(300))
                .run(topology());
        while (job.report().epochs() < 2 || taken.size() < 3_000) {
            Thread.onSpinWait();
        }
        job.cancel();
        job.join();
        long before = asked.get();

        Emitted emitted = new Emitted();
        ReplayReport unused = settings().replay(topology(), new TaskId("ask", 0), emitted);

        assertThat(asked).hasValue(before);
        assertThat(emitted.answers).isNotEmpty();
        int from = taken.indexOf(emitted.answers.get(0));
        int both = Math.min(emitted.answers.size(), taken.size() - from);
        assertThat(emitted.answers.subList(0, both)).isEqualTo(taken.subList(from, from + both));
    }
}
