package dev.levada.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What nobody repeats is not read; what goes with it is. */
final class CallsLintTest {

    /** A class of its own: of several lambdas of one class and kind all are read. */
    private static final class Asked {
        static Topology topology() {
            Topology topology = Topology.named("calls");
            topology.from(Sources.of(1L))
                    .mapAsync(
                            "ask",
                            (value, key) -> CompletableFuture.supplyAsync(System::nanoTime),
                            AsyncCalls.inOrder())
                    .to(Sinks.discard());
            return topology;
        }
    }

    /** Likewise. */
    private static final class AskedByKey {
        static Topology topology() {
            Topology topology = Topology.named("calls");
            topology.from(Sources.of(1L))
                    .keyBy(value -> System.nanoTime())
                    .mapAsync("ask", (value, key) -> CompletableFuture.completedFuture(value), AsyncCalls.inOrder())
                    .to(Sinks.discard());
            return topology;
        }
    }

    private static final class Clocked implements BroadcastProcessor<Long, String, Long> {
        @Override
        public void process(Long value, Context<Long> context) {
            context.emit(value);
        }

        @Override
        public void processBroadcast(String value, Context<Long> context) {
            context.emit(System.currentTimeMillis());
        }
    }

    private static final class Ruled {
        static Topology topology() {
            Topology topology = Topology.named("rules");
            topology.from(Sources.of(1L))
                    .connect(topology.from(Sources.of("rule")).broadcast())
                    .process("rules", Clocked::new)
                    .to(Sinks.discard());
            return topology;
        }
    }

    @Test
    void whatACallAsksIsNotRead() {
        assertThat(Lint.check(Asked.topology().graph()).findings()).isEmpty();
    }

    @Test
    void theKeyOfItsRecordsIs() {
        assertThat(Lint.check(AskedByKey.topology().graph()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.deed()).contains("System.nanoTime()"));
    }

    @Test
    void aProcessorOfTwoInputsIsReadAsAnyOther() {
        assertThat(Lint.check(Ruled.topology().graph()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.method()).isEqualTo("processBroadcast"));
    }
}
