package dev.levada.connectors.files;

import static dev.levada.connectors.files.Attempts.hidden;
import static dev.levada.connectors.files.Attempts.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job whose attempts are killed at random, against a list: after each step the file holds the epochs that were
 * committed, and nothing else. The engine is played as its contract has it: an epoch is complete some time after it was
 * prepared, committed some time after that, and a killed attempt is followed by one that goes on from the last complete
 * epoch.
 */
class RandomCrashTest {
    private static final int SEEDS = 20;
    private static final int STEPS = 60;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-2022-JP"})
    void theFileHoldsWhatWasCommittedAtAnyTime(String charset) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Job(seed, directory.resolve("out"), Charset.forName(charset)).run();
        }
    }

    @Test
    void aCompressedFileDoesToo() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Job(seed, directory.resolve("out.gz"), Charset.forName("UTF-16")).run();
        }
    }

    /** @param content all that was written before it, in whichever attempt, and its own */
    private record Epoch(Section section, List<String> content) {
        byte[] handle() {
            return section.toBytes();
        }
    }

    private static final class Job {
        private final long seed;
        private final Random random;
        private final Path file;
        private final Charset charset;
        private final Sink<String> sink;
        private SinkWriter<String> writer;
        private long attempt;
        private long number;
        private int record;

        // Prepared, in order; the first so many are complete, and the first so many of these are committed.
        private final List<Epoch> epochs = new ArrayList<>();
        private int complete;
        private int committed;
        private List<String> written = new ArrayList<>();

        Job(long seed, Path file, Charset charset) throws Exception {
            this.seed = seed;
            this.random = new Random(seed);
            this.file = file;
            this.charset = charset;
            this.sink = FileSinks.<String>lines(file).charset(charset).build();
            this.writer = open(sink, ++attempt);
        }

        void run() throws Exception {
            Files.deleteIfExists(file);
            for (int step = 0; step < STEPS; step++) {
                step();
                assertThat(content()).as("seed %d, step %d", seed, step).isEqualTo(expected());
            }
            restart();
            writer.close();
            assertThat(content()).as("seed %d", seed).isEqualTo(expected());
            assertThat(hidden(file.resolveSibling("."))).as("seed %d", seed).isEmpty();
        }

        private void step() throws Exception {
            int dice = random.nextInt(20);
            if (dice < 8) {
                write();
            } else if (dice < 12) {
                epochs.add(new Epoch(Section.of(writer.prepare(++number)), List.copyOf(written)));
            } else if (dice < 15) {
                complete += complete < epochs.size() ? 1 : 0;
            } else if (dice < 18) {
                commit();
            } else {
                tear();
                restart();
            }
        }

        private void write() throws Exception {
            for (int i = random.nextInt(4); i >= 0; i--) {
                String value =
                        "日本".substring(random.nextInt(3)) + ++record + "x".repeat(random.nextInt(40) == 0 ? 70_000 : 3);
                writer.write(value);
                written.add(value);
            }
        }

        private void commit() throws Exception {
            if (committed < complete) {
                writer.commit(epochs.get(committed++).handle());
            } else if (committed > 0) {
                writer.commit(epochs.get(random.nextInt(committed)).handle());
            }
        }

        /** The attempt was killed while it added the next epoch, or before it deleted its hidden file. */
        private void tear() throws IOException {
            if (committed == complete || committed == 0) {
                return;
            }
            Section section = epochs.get(committed).section();
            if (!section.isNothing() && !section.replaces()) {
                byte[] bytes = Files.readAllBytes(file.resolveSibling(section.hidden()));
                int length = random.nextInt(3) == 0 ? bytes.length : random.nextInt(bytes.length + 1);
                Files.write(file, Arrays.copyOf(bytes, length), StandardOpenOption.APPEND);
            }
        }

        /** The next attempt, which may be killed at once, and the one after it too. */
        private void restart() throws Exception {
            if (random.nextBoolean()) {
                writer.close();
            }
            epochs.subList(complete, epochs.size()).clear();
            written = new ArrayList<>(
                    complete == 0 ? List.of() : epochs.get(complete - 1).content());
            // A snapshot holds at least its own handle, and those that were not known to be committed when it was made.
            int from = complete == 0 ? 0 : random.nextInt(Math.min(committed, complete - 1) + 1);
            byte[][] handles =
                    epochs.subList(from, complete).stream().map(Epoch::handle).toArray(byte[][]::new);
            for (int i = random.nextInt(3); i >= 0; i--) {
                writer = open(sink, ++attempt, handles);
            }
            committed = complete;
        }

        private List<String> expected() {
            return committed == 0
                    ? List.of("nothing yet")
                    : epochs.get(committed - 1).content();
        }

        private List<?> content() throws IOException {
            if (!Files.exists(file)) {
                return List.of("nothing yet");
            }
            return Outcome.of(FileSources.lines(file).charset(charset).build()).all;
        }
    }
}
