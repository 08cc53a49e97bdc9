package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.connectors.files.FileSinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Numbers of two sources in whatever order they come, each with a drawn number, into two files in the directory
 * {@code --set out=}: {@code exact.txt} on commit, and {@code shown.txt} at once, each line with its key.
 */
public final class ShopPipeline implements Pipeline {
    static final int NUMBERS = 600;

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public String description() {
        return "numbers, some shown at once";
    }

    @Override
    public Topology build(Parameters parameters) {
        Path out = Path.of(parameters.value("out").orElseThrow());
        Topology topology = Topology.named(name());
        Stream<String> drawn = numbers(topology, "left")
                .merge(numbers(topology, "right"))
                .<String>process(
                        "draw",
                        () -> (number, context) ->
                                context.emit(number + " " + context.random().nextLong()))
                .parallelism(1);
        drawn.to("exact", FileSinks.<String>lines(out.resolve("exact.txt")).build());
        drawn.to("shop", new Shop(out.resolve("shown.txt").toString()));
        return topology;
    }

    private static Stream<String> numbers(Topology topology, String name) {
        return topology.from(
                        name,
                        Sources.generate(NUMBERS, index -> name + " " + index)
                                .every(Duration.ofMillis(4))
                                .build())
                .parallelism(1);
    }

    /** Whoever looks sees a line as soon as it is written, and beside the file who writes it. */
    private record Shop(String file) implements Sink<String> {
        @Override
        public SinkWriter<String> open(SinkTask task) throws Exception {
            Files.writeString(
                    Path.of(file + ".pid"),
                    String.valueOf(ProcessHandle.current().pid()));
            return new SinkWriter<>() {
                @Override
                public void write(String value) {
                    throw new IllegalStateException("a record without its number");
                }

                @Override
                public void write(String value, long number) throws Exception {
                    Files.writeString(
                            Path.of(file),
                            task.subtask() + "/" + number + ": " + value + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
            };
        }

        @Override
        public Contract contract() {
            return Contract.PLAIN;
        }

        @Override
        public int fixedParallelism() {
            return 1;
        }
    }
}
