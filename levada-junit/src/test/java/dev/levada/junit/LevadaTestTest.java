package dev.levada.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.testkit.FailedSeedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class LevadaTestTest {

    private static Topology job() {
        Topology topology = Topology.named("job");
        topology.from("numbers", Sources.<Long>of())
                .keyBy(number -> number % 3)
                .process("number", Numbering::new)
                .to("numbered", Sinks.memory());
        return topology;
    }

    /** Keeps in a field what must be state. */
    private static final class Numbering implements Processor<Long, Long> {
        private long count;

        @Override
        public void process(Long number, Context<Long> context) {
            context.emit(1_000 * number + count++);
        }
    }

    /** Tests that are run by tests: they are to fail. */
    @LevadaTest
    static final class Inner {
        @Test
        void simulates(TestKit kit) {
            kit.simulate(job())
                    .input("numbers", LongStream.range(0, 100).boxed().toList())
                    .parallelism(1)
                    .check();
        }

        @Test
        void drives(TestKit kit) {
            kit.cluster(job()).input("numbers", List.of(1L)).start().finish();
            assertThat(kit.seed()).isEqualTo(-1);
        }

        @Test
        void needsNoKit() {
            assertThat(1).isEqualTo(2);
        }
    }

    /** What came of one test. */
    private record Run(Throwable failure, List<Map<String, String>> entries) {
        List<String> notes() {
            return List.of(failure.getSuppressed()).stream()
                    .map(Throwable::getMessage)
                    .toList();
        }
    }

    private static Run run(String method, Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(
                        Inner.class,
                        method,
                        method.equals("needsNoKit") ? new Class<?>[0] : new Class<?>[] {TestKit.class}))
                .configurationParameters(parameters)
                .build();
        List<Throwable> failures = new ArrayList<>();
        List<Map<String, String>> entries = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                Optional<Throwable> failure = result.getThrowable();
                failure.ifPresent(failures::add);
            }

            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                entries.add(entry.getKeyValuePairs());
            }
        });
        assertThat(failures).hasSize(1);
        return new Run(failures.get(0), entries);
    }

    @Test
    void saysWithWhichSeedASimulationFailedAndRunsItAgain() {
        Run run = run("simulates", Map.of());

        assertThat(run.failure()).isInstanceOf(FailedSeedError.class);
        String seed = Long.toString(((FailedSeedError) run.failure()).seed());
        assertThat(run.notes())
                .containsExactly(
                        "Inner.simulates failed with seed %1$s; to see it again: -Dlevada.seed=%1$s".formatted(seed)
                                + " (and -Dlevada.trace=true for all that happens)");
        assertThat(run.entries()).containsExactly(Map.of("levada.seed", seed));
        assertThat(run("simulates", Map.of("levada.seed", seed)).failure())
                .hasMessage(run.failure().getMessage());
    }

    @Test
    void saysTheSeedOfAClusterThatATestDrove() {
        assertThat(run("drives", Map.of()).entries()).containsExactly(Map.of("levada.seed", "1"));
        assertThat(run("drives", Map.of("levada.seed", "77")).entries()).containsExactly(Map.of("levada.seed", "77"));
    }

    @Test
    void saysNothingOfATestWithoutAKit() {
        Run run = run("needsNoKit", Map.of());

        assertThat(run.notes()).isEmpty();
        assertThat(run.entries()).isEmpty();
    }

    @Test
    void refusesASeedThatIsNone() {
        assertThat(run("drives", Map.of("levada.seed", "new")).failure())
                .hasStackTraceContaining(
                        "levada.seed must be a whole number, as a failed test has printed it, was 'new'");
    }
}
