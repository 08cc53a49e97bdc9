package dev.levada.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
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
import org.junit.jupiter.params.provider.CsvSource;

/** A task that asked outside, again: nobody is asked. */
@Timeout(120)
final class CallsReplayTest {
    @TempDir
    private Path directory;

    private final AtomicLong asked = new AtomicLong();
    private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

    /** @param alone whether the operator that asks has tasks of its own */
    private Topology topology(boolean alone) {
        Topology topology = Topology.named("calls");
        Stream<Long> answers = topology.from(
                        "numbers",
                        Sources.generate(10_000_000, id -> id).rate(5_000).build())
                .mapAsync(
                        "ask",
                        (id, key) -> {
                            long answer = asked.incrementAndGet();
                            if (id % 10 == 0) {
                                return CompletableFuture.failedFuture(new IllegalStateException("not " + id));
                            }
                            return CompletableFuture.supplyAsync(
                                    () -> answer, CompletableFuture.delayedExecutor(id % 5, TimeUnit.MILLISECONDS));
                        },
                        AsyncCalls.asAnswered().inFlight(30))
                .onError(ErrorPolicy.deadLetter());
        answers.errors().to("failed", Sinks.discard());
        Stream<Long> all = answers.<Long>process("take", () -> (answer, context) -> {
            taken.add(answer);
            context.emit(answer);
        });
        if (alone) {
            all.apart();
        }
        all.to("out", Sinks.discard());
        return topology;
    }

    private Embedded settings() {
        return new Embedded()
                .parallelism(1)
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .stateDirectory(directory.resolve("state"));
    }

    /** In the order in which it was heard: what was told, and what was sent right after. */
    private static final class Heard implements ReplayListener {
        private final List<Long> emitted = new ArrayList<>();
        private final List<Object> told = new ArrayList<>();
        private final List<Object> sent = new ArrayList<>();

        @Override
        public void told(String operator, String what, Object answer) {
            assertThat(told).as("each answer is told before what comes of it").hasSameSizeAs(sent);
            assertThat(operator).isEqualTo("ask");
            told.add(what + " " + answer);
        }

        @Override
        public void record(String operator, Object value) {
            assertThat(operator).isEqualTo("take");
            add(value);
        }

        @Override
        public void sent(ChannelId channel, Element element) {
            if (element instanceof Batch batch && !channel.consumer().chain().equals("out")) {
                for (int i = 0; i < batch.size(); i++) {
                    add(batch.value(i));
                }
            }
        }

        private void add(Object value) {
            if (value instanceof Long answer) {
                emitted.add(answer);
                sent.add("call " + answer);
            } else {
                sent.add("call that failed: " + ((DeadLetter) value).error());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"pessimistic, true", "pessimistic, false", "pessimistic:content, true", "causal, true"})
    void emitsTheSameAnswersInTheSameOrderAndAsksNobody(String protocol, boolean alone) {
        Job job = settings()
                .recovery(Recovery.find(protocol).orElseThrow())
                .record(true)
                .epochs(Duration.ofMillis(300))
                .run(topology(alone));
        while (job.report().epochs() < 2 || taken.size() < 3_000) {
            Thread.onSpinWait();
        }
        job.cancel();
        job.join();
        long before = asked.get();
        List<Long> first = List.copyOf(taken);

        Heard heard = new Heard();
        ReplayReport unused = settings().replay(topology(alone), new TaskId("ask", 0), heard);

        assertThat(asked).hasValue(before);
        assertThat(heard.emitted).isNotEmpty();
        int from = first.indexOf(heard.emitted.get(0));
        int both = Math.min(heard.emitted.size(), first.size() - from);
        assertThat(heard.emitted.subList(0, both)).isEqualTo(first.subList(from, from + both));
        assertThat(heard.told)
                .isEqualTo(heard.sent)
                .anyMatch(each -> each.toString().contains("not "));
    }
}
