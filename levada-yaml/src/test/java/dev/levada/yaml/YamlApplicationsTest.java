package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import dev.levada.dspbench.Digest;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.Outcome;
import dev.levada.node.Levada;
import dev.levada.node.embedded.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications of DSPBench as files, against the digests that other programs have worked out. */
@Timeout(120)
final class YamlApplicationsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "wc, 20000, b69671cf6962c134",
        "sd, 100000, 4462656ea223b052",
        "fd, 100000, e4c1512182332657",
        "lp, 50000, 56325e8c56534b64",
    })
    void putOutWhatIsSpecified(String code, long records, String digest) throws IOException {
        Application application = Applications.find(code).orElseThrow();
        Path input = Files.write(
                directory.resolve("input.txt"),
                application.feeds(42).get(0).first(records).map(Line::text).toList());
        Path file = Path.of("..", "examples", "yaml", "dspbench-" + code + ".yaml");
        Outcome outcome = application.outcome();

        try (YamlPipeline pipeline = YamlPipeline.load(file, Map.of("input", input.toString()))) {
            List<MemorySink<Object>> sinks = new ArrayList<>();
            pipeline.topology().openEnds().values().forEach(end -> {
                MemorySink<Object> sink = Sinks.memory();
                sinks.add(sink);
                end.to(sink);
            });
            Embedded engine = Levada.embedded().parallelism(2);
            pipeline.guarantee().ifPresent(engine::guarantee);
            engine.run(pipeline.topology()).join();
            sinks.forEach(sink -> sink.values().forEach(line -> outcome.add((String) line)));
        }

        assertThat(outcome.faults()).isEmpty();
        assertThat(Digest.of(outcome.result())).isEqualTo(digest);
    }
}
