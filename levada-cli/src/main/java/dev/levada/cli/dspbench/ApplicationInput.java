package dev.levada.cli.dspbench;

import dev.levada.cli.terminal.CommandException;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an application reads: made up, or files. */
final class ApplicationInput {
    @Option(
            names = "--records",
            paramLabel = "N",
            description =
                    "How many records to make for each source; as many as 'levada dspbench list' says if not given.")
    private @Nullable Long records;

    @Option(names = "--seed", paramLabel = "S", description = "What they are drawn from; 42 if not given.")
    private long seed = 42;

    /** As picocli makes it. */
    ApplicationInput() {}

    /** @throws CommandException if there is none of that code */
    static Application application(String code) {
        return Applications.find(code)
                .orElseThrow(() -> CommandException.badInput("there is no application '%s'; there are %s"
                        .formatted(
                                code,
                                String.join(
                                        ", ",
                                        Applications.all().stream()
                                                .map(each -> each.about().code())
                                                .toList()))));
    }

    long seed() {
        return seed;
    }

    /** @throws CommandException if less than none are asked for */
    long records(Application application) {
        if (records != null && records < 0) {
            throw CommandException.badInput("--records %d: 0 or more was expected".formatted(records));
        }
        return records == null ? application.about().records() : records;
    }

    /** How many records all sources have together. */
    long total(Application application) {
        return application.feeds(seed).size() * records(application);
    }

    /** The lines of each source, made up. */
    List<Iterable<Line>> made(Application application) {
        List<Iterable<Line>> feeds = new ArrayList<>();
        for (Feed feed : application.feeds(seed)) {
            feeds.add(() -> feed.first(records(application)).iterator());
        }
        return feeds;
    }

    /**
     * The lines of each source, from files.
     *
     * @throws CommandException if one cannot be read
     */
    static List<Iterable<Line>> read(List<Path> files) {
        List<Iterable<Line>> feeds = new ArrayList<>();
        for (Path file : files) {
            List<Line> lines = new ArrayList<>();
            try (Stream<String> text = Files.lines(file)) {
                text.forEach(line -> lines.add(new Line(lines.size(), line)));
            } catch (IOException e) {
                throw CommandException.badInput(
                        "input '%s' cannot be read: %s; name a text file for each source".formatted(file, e), e);
            }
            feeds.add(lines);
        }
        return feeds;
    }
}
