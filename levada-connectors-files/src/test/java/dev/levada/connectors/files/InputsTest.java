package dev.levada.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir
    Path directory;

    @Test
    void aFileIsOneSplitNamedByItsPath() throws Exception {
        Path file = make("a.txt");
        assertThat(FileSources.lines(file).build().splits()).containsExactly(file.toString());
    }

    @Test
    void aDirectoryIsItsFilesThatAreNotHidden() throws Exception {
        make("b.txt");
        make("a.txt");
        make(".hidden");
        make("below/c.txt");
        assertThat(splits(directory.toString())).containsExactly("a.txt", "b.txt");
    }

    @Test
    void aStarStaysWithinADirectory() throws Exception {
        make("a.gz");
        make("b.txt");
        make(".c.gz");
        make("below/d.gz");
        assertThat(splits(directory + "/*.gz")).containsExactly("a.gz");
        assertThat(splits(directory + "/*/d.*")).containsExactly("below/d.gz");
        assertThat(splits(directory + "/[ab].{gz,txt}")).containsExactly("a.gz", "b.txt");
    }

    @Test
    void twoStarsGoThroughAnyNumberOfDirectoriesNoneAsWell() throws Exception {
        make("logs/a.gz");
        make("logs/one/b.gz");
        make("logs/one/two/c.gz");
        make("logs/one/two/d.txt");
        make("logs/.git/e.gz");
        make("other/f.gz");
        assertThat(splits(directory + "/logs/**/*.gz"))
                .containsExactly("logs/a.gz", "logs/one/b.gz", "logs/one/two/c.gz");
        assertThat(splits(directory + "/logs/**/two/**/c.gz")).containsExactly("logs/one/two/c.gz");
        assertThat(splits(directory + "/{logs,other}/**/?.gz"))
                .containsExactly("logs/a.gz", "logs/one/b.gz", "logs/one/two/c.gz", "other/f.gz");
        assertThat(splits(directory + "/{logs/**/,other/}?.gz"))
                .containsExactly("logs/one/b.gz", "logs/one/two/c.gz", "other/f.gz");
    }

    @Test
    void aLinkThatLeadsBackUpIsNotFollowedForEver() throws Exception {
        make("logs/a.gz");
        Files.createSymbolicLink(directory.resolve("logs/loop"), directory.resolve("logs"));
        assertThat(splits(directory + "/logs/**/a.gz")).containsExactly("logs/a.gz");
    }

    @Test
    void severalInputsAreSortedAndEachFileIsReadOnce() throws Exception {
        make("a.txt");
        make("b.txt");
        make("c.csv");
        String again = directory + "/./a.txt";
        assertThat(splits(directory + "/c.csv", directory + "/*.txt", directory.toString(), again))
                .containsExactly("a.txt", "b.txt", "c.csv");
        assertThat(FileSources.lines(directory.resolve("b.txt"))
                        .and(directory.resolve("a.txt"))
                        .and(directory + "/*.csv")
                        .build()
                        .splits())
                .isEqualTo(FileSources.lines(directory).build().splits());
    }

    @Test
    void aNameThatExistsIsNoGlob() throws Exception {
        make("a[1].txt");
        make("a1.txt");
        assertThat(splits(directory + "/a[1].txt")).containsExactly("a[1].txt");
    }

    @Test
    void whatDoesNotExistIsNamedWithWhereItWasLookedFor() {
        assertBad("no-such.csv")
                .hasMessage(
                        "input 'no-such.csv' does not exist (looked in %s); check the name, or give a directory or a glob",
                        Path.of("").toAbsolutePath());
        assertBad(directory + "/no-such.csv")
                .hasMessage(
                        "input '%s/no-such.csv' does not exist; check the name, or give a directory or a glob",
                        directory);
    }

    @Test
    void anEmptyDirectoryIsRefused() throws Exception {
        make("below/a.txt");
        assertBad(directory.toString())
                .hasMessage(
                        "input '%s' is a directory without files; directories in it are read with the glob '%s/**/*'",
                        directory, directory);
    }

    @Test
    void aGlobThatMatchesNothingIsRefused() {
        assertBad("no-such/*.gz")
                .hasMessage(
                        "input 'no-such/*.gz' matches no file (looked in %s); check the pattern: * stays within a directory, **/ goes through any number of them, hidden files are left out",
                        Path.of("").toAbsolutePath());
        assertBad(directory + "/*.gz").hasMessageStartingWith("input '%s/*.gz' matches no file; check", directory);
    }

    @Test
    void aGlobThatIsNoneIsRefused() {
        assertBad(directory + "/a{b")
                .hasMessageStartingWith("input '%s/a{b' is neither a file nor a pattern: ", directory);
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws Exception {
        Path file = make("secret.txt");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read everything");
        for (String input : List.of(file.toString(), directory.toString(), directory + "/*.txt")) {
            assertBad(input)
                    .hasMessage(
                            "input '%s' may not be read by user '%s'; change its permissions",
                            file, System.getProperty("user.name"));
        }
    }

    @Test
    void aDeviceIsRefused() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no devices here");
        assertBad("/dev/null")
                .hasMessage(
                        "input '/dev/null' is not a regular file, so it cannot be read again from a position; copy what it gives to a file");
    }

    @Test
    void aFileThatWentAwaySinceIsRefused() throws Exception {
        Path file = make("a.txt");
        Source<String> source = FileSources.lines(file).build();
        Files.delete(file);
        assertThatThrownBy(() -> source.open(file.toString(), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("input '%s' is no longer a file that can be read; restore it or start anew", file);
    }

    @Test
    void noInputAtAllIsRefused() {
        assertThatThrownBy(() -> FileSources.lines(new Path[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no input is named; give at least one file, directory or glob");
    }

    @Test
    void aSourceIsDescribedByWhatItReads() {
        assertThat(FileSources.lines("a.txt", "b/*.txt").build().describe()).isEqualTo("lines a.txt, b/*.txt");
        assertThat(FileSources.csv("a.csv").build().describe()).isEqualTo("csv a.csv");
        assertThat(FileSources.jsonLines("a.json", Object.class).build().describe())
                .isEqualTo("json lines a.json");
    }

    private List<String> splits(String... inputs) throws IOException {
        return FileSources.lines(inputs).build().splits().stream()
                .map(split -> directory.relativize(Path.of(split)).toString())
                .toList();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertBad(String input) {
        return assertThatThrownBy(() -> FileSources.lines(input).build().splits())
                .isInstanceOf(BadInputException.class);
    }

    private Path make(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, name);
    }
}
