package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.recovery.Guarantee;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Problem;
import dev.levada.node.embedded.Embedded;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DadstormPipelineTest {

    @TempDir
    private Path directory;

    @Test
    void tellsAllThatIsMissingAtOnceInTheOrderOfTheText() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.createDirectory(directory.resolve("out"));
        Scene scene = new Scene(directory)
                .file("here.dat", "x")
                .line("Start OP7")
                .line("OP1 input_ops tweeters.data, data rep_fact 1 routing random address tcp://192.0.2.1:11000/op")
                .line("operator_spec CUSTOM lost.dll, A, b")
                .line("OP2 input_ops here.dat rep_fact 1 routing random address tcp://localhost:1/op")
                .line("operator_spec OUTPUT out")
                .line("OP3 input_ops here.dat, OP4 rep_fact 1 routing random address tcp://localhost:2/op")
                .line("operator_spec OUTPUT x.txt")
                .line("OP4 input_ops here.dat rep_fact 1 routing random address tcp://localhost:3/op")
                .line("operator_spec OUTPUT ./x.txt")
                .line("Start OP8");

        DadstormException refusal = catchThrowableOfType(DadstormException.class, scene::load);

        String file = directory.resolve("job.config").toString();
        String places = directory + " and in " + Path.of("").toAbsolutePath();
        assertThat(refusal.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        file
                                + ":1:7: warning: command 'Start OP7' is left out: no operator has the id 'OP7'; the operators are OP1, OP2, OP3, OP4",
                        file + ":2:15: error: there is no operator and no file 'tweeters.data': looked in " + places
                                + "; check the name, or put the file beside the configuration",
                        file + ":2:30: error: 'data' is a directory; name a file in it",
                        file
                                + ":2:69: error: replica tcp://192.0.2.1:11000/op is not of this machine; add --loopback to run it here all the same",
                        file + ":3:15: error: library 'lost.dll' is not found: looked in " + places
                                + "; put lost.jar, a directory lost with classes, or lost.java there, or add --lib lost.dll=PATH",
                        file + ":5:15: error: output 'out' cannot be a file; name one that is no directory",
                        file
                                + ":9:15: error: output './x.txt' is written by two operators, first in line 7; name another, or let one operator read both",
                        file
                                + ":10:7: warning: command 'Start OP8' is left out: no operator has the id 'OP8'; the operators are OP1, OP2, OP3, OP4");
        assertThat(refusal)
                .hasMessage(String.join(
                        "\n", refusal.problems().stream().map(Problem::toString).toList()));
    }

    @Test
    void whatReplicasRememberTogetherIsSetWithThem() {
        DadstormPipeline pipeline = new Scene(directory)
                .file("in.dat", "x")
                .operator("OP1", "in.dat", 3, "random", "UNIQ 1")
                .operator("OP2", "OP1", 3, "primary", "COUNT")
                .operator("OP3", "OP2", 1, "primary", "DUP")
                .load();

        assertThat(pipeline.stages("OP1")).containsExactly("OP1", "OP1.state");
        assertThat(pipeline.stages("OP2")).containsExactly("OP2", "OP2.state");
        assertThat(pipeline.stages("OP3")).containsExactly("OP3");
        assertThat(pipeline.stages("OP1.state")).containsExactly("OP1.state");
        assertThat(pipeline.stages("other")).containsExactly("other");
    }

    @Test
    void tellsWhatTheParserFound() {
        Scene scene = new Scene(directory).line("OP1 input_ops a.dat").line("Nonsense");

        DadstormException refusal = catchThrowableOfType(DadstormException.class, scene::load);

        assertThat(refusal.problems()).hasSizeGreaterThan(1).anyMatch(Problem::isError);
        assertThat(refusal).hasMessageContaining("job.config:2:1: error: unknown keyword 'Nonsense'");
    }

    @Test
    void tellsThatThereIsNoConfigurationAndNoScript() {
        Path file = directory.resolve("job.config");
        DadstormException noFile = catchThrowableOfType(
                DadstormException.class,
                () -> DadstormPipeline.load(file, Optional.empty(), DadstormOptions.defaults()));
        assertThat(noFile)
                .hasMessage(
                        file
                                + ":1:1: error: the configuration cannot be read: there is no such file; check the name of the file");

        sound().load();
        DadstormException noScript = catchThrowableOfType(
                DadstormException.class,
                () -> DadstormPipeline.load(file, Optional.of(directory), DadstormOptions.defaults()));
        assertThat(noScript)
                .hasMessage(directory
                        + ":1:1: error: the script cannot be read: it is not a file; check the name of the file");
    }

    @Test
    void runsTheCommandsOfTheConfigurationAndThenThoseOfTheScript() throws IOException {
        sound().line("Status").load();
        Path script =
                Files.writeString(directory.resolve("job.script"), "% then\nInterval OP1 3\r\nCrash OP9 0\n\nWait 5");

        DadstormPipeline pipeline =
                DadstormPipeline.load(directory.resolve("job.config"), Optional.of(script), DadstormOptions.defaults());
        Console console = pipeline.start(new Embedded(), pipeline.topology(), line -> {});

        assertThat(pipeline.warnings())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith(script + ":3:7: warning: ");
        assertThat(console.remaining())
                .extracting(Command::script)
                .containsExactly("Start OP1", "Status", "Interval OP1 3", "Wait 5");
        console.job().cancel();
    }

    @Test
    void tellsWhatIsWrongWithTheScriptTogetherWithTheRest() throws IOException {
        sound().load();
        Files.delete(directory.resolve("here.dat"));
        Path script = Files.writeString(directory.resolve("job.script"), "Begin OP1");

        DadstormException refusal = catchThrowableOfType(
                DadstormException.class,
                () -> DadstormPipeline.load(
                        directory.resolve("job.config"), Optional.of(script), DadstormOptions.defaults()));

        assertThat(refusal.problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        file -> assertThat(file).startsWith("there is no operator and no file 'here.dat'"),
                        command -> assertThat(command).isEqualTo("unknown command 'Begin'"));
    }

    @ParameterizedTest
    @CsvSource({
        "at-most-once, AT_MOST_ONCE",
        "at-least-once, AT_LEAST_ONCE",
        "exactly-once, EXACTLY_ONCE",
    })
    void givesTheGuaranteeOfTheSemantics(String semantics, Guarantee guarantee) {
        assertThat(sound().line("Semantics " + semantics).load().guarantee()).isEqualTo(guarantee);
    }

    @Test
    void promisesAtMostOnceIfNothingIsSaid() {
        assertThat(sound().load().guarantee()).isEqualTo(Guarantee.AT_MOST_ONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "[2001:db8::1]", "no-such-host.invalid"})
    void takesForeignAddressesForThisMachineOnlyIfToldTo(String host) {
        Scene scene = at(host);

        assertThat(catchThrowableOfType(DadstormException.class, scene::load))
                .hasMessageContaining("replica tcp://%s:11000/op is not of this machine; add --loopback", host);
        scene.options(DadstormOptions.defaults().withLoopback(true)).run();

        assertThat(scene.result("OP1")).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0"})
    void knowsThisMachine(String host) {
        assertThat(at(host).load().warnings()).isEmpty();
    }

    @Test
    void findsInputsBesideTheConfigurationThenInTheWorkingDirectoryAndReadsBackslashes() throws IOException {
        Files.createDirectory(directory.resolve("deep"));
        Files.writeString(directory.resolve("pom.xml"), "beside");
        Scene scene = new Scene(directory)
                .file("deep/in.dat", "deep")
                .operator("OP1", "pom.xml", 1, "primary", "DUP")
                .operator("OP2", "deep\\in.dat", 1, "primary", "DUP")
                .start("OP1", "OP2");
        scene.run();
        assertThat(scene.result("OP1")).containsExactly("beside");
        assertThat(scene.result("OP2")).containsExactly("deep");

        Files.delete(directory.resolve("pom.xml"));
        assertThat(new Scene(directory)
                        .operator("OP1", "pom.xml", 1, "primary", "DUP")
                        .load()
                        .warnings())
                .isEmpty();
    }

    @Test
    void readsTextsThatOldWindowsWrote() throws IOException {
        String text = "% Descri\u00e7\u00e3o\r\nOP1 input ops \u201chere.dat\u201d rep fact 1 routing primary"
                + " address tcp://localhost:11000/op operator spec DUP\r\n";
        Path file = Files.write(directory.resolve("old.config"), text.getBytes(Charset.forName("windows-1252")));
        Files.writeString(directory.resolve("here.dat"), "x");

        DadstormPipeline pipeline = DadstormPipeline.load(file, Optional.empty(), DadstormOptions.defaults());

        assertThat(pipeline.topology().name()).isEqualTo("old");
    }

    private Scene sound() {
        return at("localhost");
    }

    private Scene at(String host) {
        return new Scene(directory)
                .file("here.dat", "x")
                .line("OP1 input_ops here.dat rep_fact 1 routing random address tcp://" + host + ":11000/op")
                .line("operator_spec DUP")
                .line("Start OP1");
    }
}
