package dev.levada.cli.output;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.terminal.CommandException;
import dev.levada.connectors.files.FileSinks;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where tuples go that a pipeline sends nowhere: printed, into one file, or into a file for each operator. */
public final class Output {
    private final Topology topology;
    private final Map<String, Stream<?>> ends;

    private Output(LoadedPipeline pipeline) {
        this.topology = pipeline.topology();
        this.ends = pipeline.openEnds();
    }

    /**
     * Gives every open end of a pipeline a sink.
     *
     * @param path a file; if it ends in a slash, a directory with {@code OPERATOR.txt} for each open end; or none, to
     *     print
     * @throws CommandException if the path has no use, or cannot be written
     */
    public static void attach(LoadedPipeline pipeline, Optional<String> path, Guarantee guarantee, PrintStream out) {
        Output output = new Output(pipeline);
        if (path.isEmpty()) {
            output.print(out, guarantee);
        } else if (output.ends.isEmpty()) {
            throw CommandException.badInput(
                    "--output %s: '%s' has a sink for each of its streams, so nothing would go there; leave it out"
                            .formatted(path.get(), output.topology.name()));
        } else if (path.get().endsWith("/")) {
            output.writeEach(Path.of(path.get()));
        } else {
            output.writeAll(Path.of(path.get()));
        }
    }

    private void print(PrintStream out, Guarantee guarantee) {
        if (!ends.isEmpty()) {
            all().to(freeName("output"), PrintedTuples.to(out, guarantee == Guarantee.EXACTLY_ONCE));
        }
    }

    private void writeAll(Path file) {
        if (Files.isDirectory(file)) {
            throw CommandException.badInput(
                    "output '%s' is a directory; end it in '/' for a file for each operator, or name a file"
                            .formatted(file));
        }
        all().to(freeName("output"), file(file));
    }

    private void writeEach(Path directory) {
        Set<String> taken = new HashSet<>();
        ends.forEach((operator, stream) -> {
            String name = fileName(operator);
            if (!taken.add(name)) {
                throw CommandException.badInput(
                        "output '%s': the results of two operators would be written to '%s'; write one file instead"
                                .formatted(directory, name));
            }
            stream.to(freeName(name), file(directory.resolve(name)));
        });
    }

    private static String fileName(String operator) {
        return operator.replaceAll("[/\\\\:\\p{Cntrl}]", "_") + ".txt";
    }

    private static Sink<Object> file(Path file) {
        return FileSinks.lines(file, TupleText::of).build();
    }

    /** All open ends as one stream. */
    private Stream<Object> all() {
        List<Stream<Object>> streams =
                ends.values().stream().map(Output::anything).toList();
        Stream<Object> merged = streams.get(0);
        for (Stream<Object> stream : streams.subList(1, streams.size())) {
            merged = merged.merge(stream);
        }
        return merged;
    }

    @SuppressWarnings("unchecked") // only read from, as objects
    private static Stream<Object> anything(Stream<?> stream) {
        return (Stream<Object>) stream;
    }

    private String freeName(String wanted) {
        Set<String> taken =
                topology.graph().operators().stream().map(Operator::name).collect(Collectors.toSet());
        String free = wanted;
        for (int number = 2; taken.contains(free); number++) {
            free = wanted + "-" + number;
        }
        return free;
    }
}
