package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFilesTest {
    @TempDir
    Path directory;

    @Test
    void aLineEndsWithLineFeedCarriageReturnOrBoth() throws Exception {
        assertThat(Outcome.of(lines("one\ntwo\r\nthree\rfour\n\r\n\nlast\n")).values)
                .containsExactly("one", "two", "three", "four", "", "", "last");
    }

    @Test
    void aLastLineNeedsNoEnd() throws Exception {
        assertThat(Outcome.of(lines("one\ntwo")).values).containsExactly("one", "two");
        assertThat(Outcome.of(lines("one\r")).values).containsExactly("one");
    }

    @Test
    void anEmptyFileHasNoLines() throws Exception {
        assertThat(Outcome.of(lines("")).all).isEmpty();
        assertThat(Outcome.of(lines("\uFEFF")).all).isEmpty();
    }

    @Test
    void theEndIsTheEndHoweverOftenOneAsks() throws Exception {
        Source<String> source = lines("one");
        Outcome<String> outcome = new Outcome<>();
        try (SourceReader<String> reader = source.open(source.splits().get(0), 0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(reader.read(outcome, 10, 0)).isEqualTo(Status.END);
            }
            assertThat(reader.position()).isEqualTo(1);
        }
        assertThat(outcome.values).containsExactly("one");
    }

    @Test
    void noMoreLinesAreReadThanAskedFor() throws Exception {
        Source<String> source = lines("one\ntwo\nthree");
        Outcome<String> outcome = new Outcome<>();
        try (SourceReader<String> reader = source.open(source.splits().get(0), 0)) {
            assertThat(reader.read(outcome, 2, 0)).isEqualTo(Status.MORE);
            assertThat(reader.position()).isEqualTo(2);
        }
        assertThat(outcome.values).containsExactly("one", "two");
    }

    @Test
    void aByteOrderMarkIsDroppedAtTheStartAlone() throws Exception {
        assertThat(Outcome.of(lines("\uFEFFone\n\uFEFFtwo")).values).containsExactly("one", "\uFEFFtwo");
        Source<String> wide = FileSources.lines(file("wide.txt", "\uFEFFone\ntwo", UTF_16LE))
                .charset(UTF_16LE)
                .build();
        assertThat(Outcome.of(wide).values).containsExactly("one", "two");
    }

    @Test
    void linesAreDecodedFromTheGivenCharset() throws Exception {
        for (Charset charset : List.of(ISO_8859_1, UTF_16, Charset.forName("windows-1252"))) {
            Source<String> source = FileSources.lines(file(charset + ".txt", "Grüße\nñandú", charset))
                    .charset(charset)
                    .build();
            assertThat(Outcome.of(source).values).as("%s", charset).containsExactly("Grüße", "ñandú");
        }
    }

    @Test
    void bytesThatAreNotOfTheCharsetMakeALineMalformedAndNoOther() throws Exception {
        Path file = file("latin.txt", "good\nGrüße aus Köln\ngut\nschön\r\nfine\n", ISO_8859_1);

        Outcome<String> outcome = Outcome.of(FileSources.lines(file).build());

        assertThat(outcome.all)
                .containsExactly(
                        "good",
                        file
                                + ":2: character 3: expected UTF-8, found the bytes FC; set the charset in which the file was written",
                        "gut",
                        file
                                + ":4: character 4: expected UTF-8, found the bytes F6; set the charset in which the file was written",
                        "fine");
        assertThat(outcome.raws).containsExactly("Gr\uFFFD\uFFFDe aus K\uFFFDln", "sch\uFFFDn");
    }

    @Test
    void aCharacterCutOffByTheEndOfTheFileIsMalformed() throws Exception {
        Path file = directory.resolve("cut.txt");
        Files.write(file, new byte[] {'a', '\n', 'b', (byte) 0xE2, (byte) 0x82});

        assertThat(Outcome.of(FileSources.lines(file).build()).all)
                .containsExactly(
                        "a",
                        file
                                + ":2: character 2: expected UTF-8, found the bytes E2 82; set the charset in which the file was written");
    }

    @Test
    void aLineLongerThanTheBoundIsMalformedAndNoOther() throws Exception {
        String longest = "x".repeat(100);
        for (int excess : List.of(1, 1_000, 500_000)) {
            Path file = file("long.txt", longest + "\n" + longest + "y".repeat(excess) + "\r\n" + longest, UTF_8);
            Outcome<String> outcome =
                    Outcome.of(FileSources.lines(file).maxLineChars(100).build());
            assertThat(outcome.all)
                    .as("%d too many", excess)
                    .containsExactly(
                            longest,
                            file
                                    + ":2: the line is longer than 100 characters; raise maxLineChars if it is meant to be",
                            longest);
            assertThat(outcome.raws.get(0)).startsWith(longest).hasSizeLessThanOrEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void longAndMalformedLinesAreJudgedEachByItself(long seed) throws Exception {
        Random random = new Random(seed);
        List<Boolean> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            // Around the sizes of the bound and of the buffers.
            StringBuilder line = new StringBuilder("x".repeat(random.nextInt(3) * 65_000 + random.nextInt(10_000)));
            boolean bad = random.nextInt(3) == 0;
            if (bad) {
                line.insert(random.nextInt(line.length() + 1), 'ÿ');
            }
            expected.add(!bad && line.length() <= 70_000);
            text.append(line).append('\n');
        }
        Path file = file("long.txt", text.toString(), ISO_8859_1);

        TextLines lines = new TextLines("long.txt", Files.newInputStream(file), new TextOptions(UTF_8, 70_000));

        List<Boolean> sound = new ArrayList<>();
        while (lines.next()) {
            sound.add(lines.isSound());
        }
        assertThat(sound).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aCharacterMadeOfTwoIsReadAcrossTheEdgeOfTheBuffer() throws Exception {
        for (int i = -2; i <= 2; i++) {
            String line = "x".repeat((1 << 16) + i) + "😀";
            assertThat(Outcome.of(lines(line + "\n" + line)).values).as("%d", i).containsExactly(line, line);
        }
    }

    @Test
    void aLineWithoutEndIsNotKept() throws Exception {
        TextLines lines = new TextLines("endless", new Endless(300_000_000), TextOptions.DEFAULT);
        assertThat(lines.next()).isTrue();
        assertThat(lines.isSound()).isFalse();
        assertThat(lines.next()).isFalse();
    }

    @Test
    void aLineOfTheDefaultBoundIsRead() throws Exception {
        String longest = "ä".repeat(1 << 20);
        Outcome<String> outcome = Outcome.of(lines(longest + "\n" + longest + "x\nlast"));
        assertThat(outcome.values).containsExactly(longest, "last");
        assertThat(outcome.problems).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void linesAreWhatTheyAreHoweverTheBytesArrive(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r"};
        for (int i = 0; i < 3_000; i++) {
            String line = "é€😀x".repeat(random.nextInt(20)) + i + "y".repeat(random.nextInt(10) == 0 ? 9_000 : 3);
            expected.add(line);
            text.append(line).append(ends[random.nextInt(3)]);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);

        TextLines lines = new TextLines("dribble", new Dribble(bytes, random), TextOptions.DEFAULT);

        List<String> read = new ArrayList<>();
        while (lines.next()) {
            assertThat(lines.isSound())
                    .as("seed %d, line %d", seed, lines.number())
                    .isTrue();
            read.add(lines.text());
        }
        assertThat(read).as("seed %d", seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void eachMalformedLineIsFoundHoweverTheBytesArrive(long seed) throws Exception {
        Random random = new Random(seed);
        List<Boolean> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int bad = random.nextInt(3);
            expected.add(bad == 0);
            text.append("ÿ".repeat(bad)).append("x".repeat(random.nextInt(50))).append("ÿ".repeat(bad));
            text.append(random.nextBoolean() ? "\r" : "\r\n");
        }

        TextLines lines = new TextLines(
                "dribble", new Dribble(text.toString().getBytes(ISO_8859_1), random), TextOptions.DEFAULT);

        List<Boolean> sound = new ArrayList<>();
        while (lines.next()) {
            sound.add(lines.isSound());
        }
        assertThat(sound).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aPositionPastTheEndIsRefused() throws Exception {
        Source<String> source = lines("one\ntwo\n");
        String split = source.splits().get(0);
        assertThatThrownBy(() -> source.open(split, 5))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "input '%s' ends after line 2, but reading was to go on 3 lines further; it was changed since, restore it or start anew",
                        split);
    }

    @Test
    void aFileThatFailsToBeReadIsNamedWithTheLastLine() throws Exception {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8)), new Broken());
        TextLines lines = new TextLines("x.txt", broken, TextOptions.DEFAULT);
        lines.skip(2);
        assertThatThrownBy(lines::next)
                .isInstanceOf(IOException.class)
                .hasMessage("input 'x.txt' cannot be read on after line 2: the disk is on fire");
    }

    @Test
    void aBoundOfNoCharactersIsRefused() {
        assertThatThrownBy(() -> FileSources.lines("x").maxLineChars(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxLineChars must be from 1 to 268435456, was 0");
    }

    private Source<String> lines(String content) throws IOException {
        return FileSources.lines(file("lines.txt", content, UTF_8)).build();
    }

    private Path file(String name, String content, Charset charset) throws IOException {
        return Files.write(directory.resolve(name), content.getBytes(charset));
    }

    /** Gives a few bytes at a time, now and then one. */
    private static final class Dribble extends ByteArrayInputStream {
        private final Random random;

        Dribble(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            int most = random.nextInt(4) == 0 ? 1 : 3_000;
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    /** Many bytes and no line end; more than the heap could hold as characters. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the disk is on fire");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
