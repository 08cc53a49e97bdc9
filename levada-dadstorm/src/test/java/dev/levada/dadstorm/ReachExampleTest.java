package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.recovery.Guarantee;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the README of the example promises. */
@Timeout(60)
final class ReachExampleTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("basedir", "levada-dadstorm"), "..", "examples", "reach");

    @Test
    void countsSixPeople() {
        MemorySink<List<String>> sink = Sinks.memory();
        DadstormPipeline pipeline = load("reach.config", DadstormOptions.defaults());

        JobReport report = run(pipeline, sink);

        assertThat(pipeline.warnings()).isEmpty();
        assertThat(pipeline.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(List.of("OP1", "OP2", "OP3", "OP4"))
                .extracting(operator -> Scene.emitted(report, operator))
                .containsExactly(5L, 13L, 6L, 6L);
        assertThat(sink.values()).extracting(tuple -> tuple.get(0)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void countsAtMostSixWhileReplicasCrash() {
        MemorySink<List<String>> sink = Sinks.memory();
        DadstormPipeline pipeline = load("reach-faults.config", DadstormOptions.defaults());

        run(pipeline, sink);

        assertThat(pipeline.guarantee()).isEqualTo(Guarantee.AT_MOST_ONCE);
        assertThat(List.of("1", "2", "3", "4", "5", "6"))
                .startsWith(sink.values().stream().map(tuple -> tuple.get(0)).toArray(String[]::new));
    }

    @Test
    void countsSixExactlyOnceInSpiteOfTheFaults() {
        MemorySink<List<String>> sink = Sinks.memory();

        run(load("reach-faults.config", DadstormOptions.defaults()), Guarantee.EXACTLY_ONCE, sink);

        assertThat(sink.values()).extracting(tuple -> tuple.get(0)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void countsSixWithoutTheFaults() {
        MemorySink<List<String>> sink = Sinks.memory();

        run(load("reach-faults.config", DadstormOptions.defaults().withFaults(false)), sink);

        assertThat(sink.values()).extracting(tuple -> tuple.get(0)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    private static DadstormPipeline load(String name, DadstormOptions options) {
        return DadstormPipeline.load(EXAMPLE.resolve(name), Optional.empty(), options.withTimeScale(4));
    }

    private static JobReport run(DadstormPipeline pipeline, MemorySink<List<String>> sink) {
        return run(pipeline, pipeline.guarantee(), sink);
    }

    private static JobReport run(DadstormPipeline pipeline, Guarantee guarantee, MemorySink<List<String>> sink) {
        pipeline.openEnds().values().forEach(tuples -> tuples.to(sink));
        Embedded settings = new Embedded().guarantee(guarantee);
        Console console = pipeline.start(settings, pipeline.topology(), line -> {});
        console.runScript();
        return console.finish();
    }
}
