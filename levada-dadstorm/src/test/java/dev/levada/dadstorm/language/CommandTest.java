package dev.levada.dadstorm.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {

    private static final String OPERATORS = """
            OP1 input ops a.csv rep fact 2 routing random address tcp://h:11000/op, tcp://h:11001/op, tcp://h:11002/op operator spec DUP
            2 input ops OP1 rep fact 1 routing random address tcp://g:11000/op operator spec DUP
            """;

    private static final Configuration CONFIGURATION =
            DadstormParser.parseConfiguration("job", OPERATORS).result().orElseThrow();

    @Test
    void readsAScriptAndGivesItBack() {
        String script = """
                Interval OP1 500
                Status
                Start OP1
                Start 2
                Crash OP1 1
                Freeze 2 0
                Wait 2147483647
                Unfreeze 2 0
                Status OP1
                Status OP1 1
                """;

        Reading<List<Command>> reading = DadstormParser.parseScript("script", script, CONFIGURATION);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.result().orElseThrow().stream().map(Command::script))
                .isEqualTo(script.lines().toList());
    }

    @Test
    void readsCommandsThatStandBeforeTheirOperators() {
        Reading<Configuration> reading =
                DadstormParser.parseConfiguration("job", "  start OP1\n" + OPERATORS + "STATUS");

        assertThat(reading.result().orElseThrow().script())
                .extracting(Command::script)
                .containsExactly("Start OP1", "Status");
        assertThat(reading.result().orElseThrow().script().get(0).position()).hasToString("job:1:3");
    }

    @ParameterizedTest
    @CsvSource({"tcp://h:11001/op, OP1 1", "TCP://G:011000/op, 2 0", "\u201Ctcp://h:11000/op\u201D, OP1 0"})
    void findsTheReplicaBehindAUrl(String url, String target) {
        assertThat(parse("crash " + url).result()).map(Command::script).contains("Crash " + target);
    }

    @ParameterizedTest
    @MethodSource("strays")
    void leavesOutWhatAimsAtNothing(String command, String problem) {
        Reading<Configuration> reading = DadstormParser.parseConfiguration("job", OPERATORS + command + "\nStart 2");

        assertThat(Texts.shown(reading)).last().isEqualTo("job:3:" + problem);
        assertThat(reading.result().orElseThrow().script())
                .extracting(Command::script)
                .containsExactly("Start 2");
    }

    static Stream<Arguments> strays() {
        return Stream.of(
                arguments(
                        "Start OP4",
                        "7: warning: command 'Start OP4' is left out: no operator has the id 'OP4'; the operators are OP1, 2"),
                arguments(
                        "Interval op1 5",
                        "10: warning: command 'Interval op1 5' is left out: no operator has the id 'op1'; the operators are OP1, 2"),
                arguments(
                        " Freeze OP1  2",
                        "14: warning: command 'Freeze OP1  2' is left out: operator OP1 has no replica 2; its replicas are 0 to 1"),
                arguments(
                        "Status 2 1",
                        "10: warning: command 'Status 2 1' is left out: operator 2 has no replica 1; its replicas are 0 to 0"),
                arguments(
                        "Crash OP7 0",
                        "7: warning: command 'Crash OP7 0' is left out: no operator has the id 'OP7'; the operators are OP1, 2"),
                arguments(
                        "Unfreeze tcp://h:11002/op",
                        "10: warning: command 'Unfreeze tcp://h:11002/op' is left out: no replica has this address; name the operator and the replica"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsWhatIsWrongWithACommand(String command, String problem) {
        Reading<Command> reading = parse(command);

        assertThat(Texts.shown(reading)).containsExactly("shell:1:" + problem);
        assertThat(reading.result()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("Unfreze 2 0", "1: error: unknown command 'Unfreze'; did you mean Unfreeze?"),
                arguments(
                        "Explode",
                        "1: error: unknown command 'Explode'; use one of Start, Interval, Status, Crash, Freeze, Unfreeze, Wait"),
                arguments("Start", "6: error: Start lacks an operator; write Start OPERATOR"),
                arguments("Start 2 0", "9: error: text follows the command Start; write Start OPERATOR"),
                arguments("Wait 5, 6", "7: error: text follows the command Wait; write Wait MILLISECONDS"),
                arguments(
                        "Wait 2147483648",
                        "6: error: a time must be a whole number from 0 to 2147483647, was '2147483648'; give it in milliseconds, without a unit"),
                arguments(
                        "Wait  ",
                        "5: error: a time must be a whole number from 0 to 2147483647, and is missing; give it in milliseconds, without a unit"),
                arguments(
                        "Interval 2 5ms",
                        "12: error: a time must be a whole number from 0 to 2147483647, was '5ms'; give it in milliseconds, without a unit"),
                arguments(
                        "Crash 2",
                        "8: error: a replica number must be a whole number from 0 to 9999, and is missing; replicas are counted from 0"),
                arguments(
                        "Crash tcp://h/op",
                        "7: error: 'tcp://h/op' is not the address of a replica; write tcp://HOST:PORT/NAME"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \t", "% Start 2", "\uFEFF"})
    void readsNothingFromASilentLine(String line) {
        assertThat(parse(line)).isEqualTo(new Reading<Command>(java.util.Optional.empty(), List.of()));
    }

    @Test
    void refusesASecondCommandAtThePrompt() {
        assertThat(Texts.shown(parse("Start 2\nStart OP1")))
                .containsExactly("shell:2:1: error: more than one command; give one at a time");
    }

    @Test
    void tellsNothingOfReplicasOfABrokenOperator() {
        assertThat(
                        Texts.problems(
                                "OP1 input_ops a rep_fact x routing random address tcp://h:1/op operator_spec DUP\nCrash OP1 5"))
                .hasSize(1);
    }

    private static Reading<Command> parse(String line) {
        return DadstormParser.parseCommand("shell", line, CONFIGURATION);
    }
}
