package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.node.Levada;
import dev.levada.node.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pipelines of tests, in a directory of theirs. */
record PipelineFiles(Path directory) {

    Path file(String name, String... lines) {
        try {
            return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException("'%s' cannot be written: %s".formatted(name, e.getMessage()), e);
        }
    }

    YamlPipeline load(String... lines) {
        return YamlPipeline.load(file("pipeline.yaml", lines), Map.of());
    }

    /** What comes out of the streams that nobody reads. */
    static List<Object> run(YamlPipeline pipeline) {
        try (pipeline) {
            List<MemorySink<Object>> sinks = new ArrayList<>();
            pipeline.topology().openEnds().values().forEach(end -> {
                MemorySink<Object> sink = Sinks.memory();
                sinks.add(sink);
                end.to(sink);
            });
            assertThat(Levada.embedded()
                            .parallelism(1)
                            .run(pipeline.topology())
                            .join()
                            .state())
                    .isEqualTo(JobState.FINISHED);
            return sinks.stream().flatMap(sink -> sink.values().stream()).toList();
        }
    }

    /** What is wrong, as {@code LINE:COLUMN CODE MESSAGE}. */
    String[] problems(String... lines) {
        YamlException refused = catchThrowableOfType(YamlException.class, () -> load(lines));
        return refused.problems().stream()
                .map(problem -> "%d:%d %s %s"
                        .formatted(
                                problem.position().line(),
                                problem.position().column(),
                                problem.code().label(),
                                problem.message()))
                .toArray(String[]::new);
    }
}
