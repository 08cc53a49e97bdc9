package dev.levada.dadstorm.language;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BrokenConfigurationTest {

    private static final String SOUND = Texts.operator("OP1");
    private static final String CLAUSES = "INPUT_OPS, REP_FACT, ROUTING, ADDRESS, OPERATOR_SPEC";

    @ParameterizedTest
    @MethodSource("breaks")
    void tellsWhatIsBrokenAndWhere(String found, String broken, String problem) {
        assertThat(SOUND).contains(found);

        assertThat(Texts.problems(SOUND.replace(found, broken))).containsExactly("job:1:" + problem);
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                // words
                arguments("INPUT_OPS", "INPT_OPS", "5: error: unknown keyword 'INPT_OPS'; did you mean INPUT_OPS?"),
                arguments("REP_FACT", "rep fcat", "24: error: unknown keyword 'rep'; did you mean REP_FACT?"),
                arguments("ADDRESS", "adress", "51: error: unknown keyword 'adress'; did you mean ADDRESS?"),
                arguments(
                        "OP1",
                        "OP-1",
                        "1: error: 'OP-1' cannot be the id of an operator; use letters, digits and _ only"),
                arguments("OP1", "OP1 x", "5: error: unexpected 'x'; a clause begins with one of " + CLAUSES),
                arguments("primary", "primary % why", "51: error: unexpected '%'; give the comment a line of its own"),
                arguments("primary", "primary, ", "50: error: unexpected ','; a clause begins with one of " + CLAUSES),
                // clauses
                arguments(
                        "ROUTING primary",
                        "",
                        "1: error: operator OP1 has no ROUTING; add one, for example ROUTING primary"),
                arguments(
                        "REP_FACT 1",
                        "REP_FACT 1 REP_FACT 1",
                        "35: error: operator OP1 has a second REP_FACT, the first is in line 1;"
                                + " leave one out, or begin a new operator with its id"),
                arguments(
                        "data.csv",
                        "",
                        "16: error: nothing follows INPUT_OPS; write it on the same line, for example INPUT_OPS data.csv"),
                arguments(
                        "COUNT",
                        "",
                        "92: error: nothing follows OPERATOR_SPEC; write it on the same line, for example OPERATOR_SPEC COUNT"),
                // sources
                arguments(
                        "data.csv",
                        "OP1",
                        "15: error: operator OP1 names itself as an input; name the operator or the file that feeds it"),
                arguments("data.csv", "\"\"", "15: error: a source has no name; name an operator or a file"),
                arguments(
                        "data.csv",
                        "a,,b",
                        "17: error: nothing stands before a comma; leave the comma out, or write \"\" for an empty text"),
                arguments(
                        "data.csv",
                        "\"a\"b",
                        "18: error: text follows a closing quote; put a blank or a comma between them"),
                arguments("data.csv", "a,b a", "19: warning: source 'a' is listed twice; it is read once"),
                arguments(
                        "data.csv",
                        "a,",
                        "18: error: nothing stands after a comma; leave the comma out, or write \"\" for an empty text"),
                arguments(
                        "COUNT",
                        "FILTER 1,=,a,",
                        "106: error: nothing stands after a comma; leave the comma out, or write \"\" for an empty text"),
                // numbers
                arguments(
                        "REP_FACT 1",
                        "REP_FACT 0",
                        "33: error: a replication factor must be a whole number from 1 to 10000, was '0'; give the number of replicas"),
                arguments(
                        "REP_FACT 1",
                        "REP_FACT 10001",
                        "33: error: a replication factor must be a whole number from 1 to 10000, was '10001'; give the number of replicas"),
                arguments(
                        "REP_FACT 1",
                        "REP_FACT two",
                        "33: error: a replication factor must be a whole number from 1 to 10000, was 'two'; give the number of replicas"),
                arguments(
                        "COUNT",
                        "UNIQ 0",
                        "98: error: a field number must be a whole number from 1 to 2147483647, was '0'; fields are counted from 1"),
                arguments(
                        "COUNT",
                        "UNIQ -1",
                        "98: error: a field number must be a whole number from 1 to 2147483647, was '-1'; fields are counted from 1"),
                arguments(
                        "COUNT",
                        "UNIQ 99999999999999999999",
                        "98: error: a field number must be a whole number from 1 to 2147483647, was '99999999999999999999'; fields are counted from 1"),
                // routing
                arguments(
                        "primary",
                        "hashing(0)",
                        "51: error: a field number must be a whole number from 1 to 2147483647, was '0'; fields are counted from 1"),
                arguments(
                        "primary",
                        "hashing",
                        "51: error: a field number must be a whole number from 1 to 2147483647, and is missing; fields are counted from 1"),
                arguments(
                        "primary",
                        "hashing(1",
                        "53: error: the field of hashing lacks its closing parenthesis; write hashing(1)"),
                arguments("primary", "primry", "43: error: unknown routing 'primry'; did you mean primary?"),
                arguments(
                        "primary",
                        "output",
                        "43: error: unknown routing 'output'; use one of primary, random, hashing"),
                // addresses
                arguments(
                        "11000",
                        "10000",
                        "59: error: port 10000 of tcp://host:10000/op is taken by the agent of the machine; choose another port"),
                arguments(
                        "11000",
                        "10001",
                        "59: error: port 10001 of tcp://host:10001/op is taken by the log of the coordinator; choose another port"),
                arguments(
                        "11000",
                        "65536",
                        "70: error: a port must be a whole number from 1 to 65535, was '65536'; give the port between the colon and the slash"),
                arguments(
                        "11000",
                        "0",
                        "70: error: a port must be a whole number from 1 to 65535, was '0'; give the port between the colon and the slash"),
                arguments(
                        "/op",
                        "",
                        "59: error: 'tcp://host:11000' is not the address of a replica; write tcp://HOST:PORT/NAME"),
                arguments(
                        "/op",
                        "/",
                        "59: error: 'tcp://host:11000/' is not the address of a replica; write tcp://HOST:PORT/NAME"),
                arguments(
                        "tcp:",
                        "http:",
                        "59: error: 'http://host:11000/op' is not the address of a replica; write tcp://HOST:PORT/NAME"),
                arguments(
                        "REP_FACT 1",
                        "REP_FACT 2",
                        "51: error: operator OP1 has REP_FACT 2, but addresses for 1; give every replica an address"),
                arguments(
                        "/op",
                        "/op,tcp://b:1/op,tcp://c:1/op",
                        "79: warning: operator OP1 has REP_FACT 1, and addresses for 3; the addresses from this one on are not used"),
                arguments(
                        "tcp:",
                        "udp:",
                        "59: error: 'udp://host:11000/op' is not the address of a replica; write tcp://HOST:PORT/NAME"),
                // types
                arguments("COUNT", "COUTN", "93: error: unknown operator type 'COUTN'; did you mean COUNT?"),
                arguments(
                        "COUNT",
                        "SORT",
                        "93: error: unknown operator type 'SORT'; use one of UNIQ, COUNT, DUP, FILTER, CUSTOM, OUTPUT"),
                arguments(
                        "COUNT",
                        "FILTER 1,=",
                        "93: error: wrong number of parameters for FILTER: 2 instead of 3; write FILTER FIELD,CONDITION,VALUE"),
                arguments(
                        "COUNT",
                        "FILTER 1,=,a b",
                        "106: error: wrong number of parameters for FILTER: 4 instead of 3;"
                                + " write FILTER FIELD,CONDITION,VALUE; a text with blanks or commas needs quotes"),
                arguments("COUNT", "FILTER 1,==,a", "102: error: unknown condition '=='; use one of <, >, ="),
                arguments(
                        "COUNT",
                        "FILTER 1,=,\"a",
                        "104: error: a quote is opened and not closed; close it with a quote of the same kind"),
                arguments("COUNT", "CUSTOM a,\"\",c", "102: error: a name is empty; write it between the quotes"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void tellsWhatIsWrongWithALine(String line, String problem) {
        assertThat(Texts.problems(SOUND + "\n\n " + line)).containsExactly("job:3:" + problem);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(
                        "Semantics exactly-onc",
                        "12: error: unknown Semantics 'exactly-onc'; did you mean exactly-once?"),
                arguments(
                        "Semantics",
                        "11: error: Semantics has no value; use one of at-most-once, at-least-once, exactly-once"),
                arguments("LoggingLevel loud", "15: error: unknown LoggingLevel 'loud'; use one of light, full"),
                arguments(
                        "LoggingLevel full % x",
                        "20: error: text follows the setting LoggingLevel; give it a line of its own"),
                arguments("LogingLevel full", "2: error: unknown keyword 'LogingLevel'; did you mean LoggingLevel?"),
                arguments("Strat OP1", "2: error: unknown keyword 'Strat'; did you mean Start?"),
                arguments("Sta\u0000rt OP1", "5: error: control character U+0000; save the file as UTF-8 text"),
                arguments(
                        SOUND.replace("host", "other"),
                        "2: error: operator OP1 is defined twice, first in line 1; give one of them another id"),
                arguments(
                        SOUND.replace("OP1", "OP2").replace("host", "HOST"),
                        "60: error: host:11000 is given to two replicas, first in line 1; give each replica a port of its own"));
    }

    @Test
    void doesNotCountAddressesOfWhichOneIsBroken() {
        assertThat(Texts.problems(SOUND.replace("REP_FACT 1", "REP_FACT 2").replace("/op", "/op tcp://b/op")))
                .containsExactly(
                        "job:1:79: error: 'tcp://b/op' is not the address of a replica; write tcp://HOST:PORT/NAME");
    }

    @Test
    void beginsAnOperatorThoughItsOnlyClauseOnTheLineIsMisspelt() {
        assertThat(Texts.problems(SOUND.replace("INPUT_OPS", "INPT_OPS").replace(" REP_FACT", "\nREP_FACT")))
                .containsExactly("job:1:5: error: unknown keyword 'INPT_OPS'; did you mean INPUT_OPS?");
    }

    @Test
    void goesOnWithTheClauseThatAMisspeltLineMeant() {
        assertThat(Texts.problems(SOUND.replace(" ROUTING", "\nROUTNG")))
                .containsExactly("job:2:1: error: unknown keyword 'ROUTNG'; did you mean ROUTING?");
    }

    @Test
    void namesTheOperatorsOfACycle() {
        String text = fed("A", "C", 1) + fed("B", "A", 2) + fed("C", "B", 3) + fed("D", "C", 4);

        assertThat(Texts.problems(text))
                .containsExactly("job:1:13: error: operators feed each other in a cycle: A -> B -> C -> A;"
                        + " take one of these inputs away");
    }

    @Test
    void namesEachOfTwoCycles() {
        String text = fed("A", "B", 1) + fed("B", "A", 2) + fed("C", "D", 3) + fed("D", "C", 4);

        assertThat(Texts.problems(text)).hasSize(2).allMatch(problem -> problem.contains("cycle"));
    }

    @Test
    void unravelsALongChainOfForwardReferencesThatEndsInACycle() {
        String chain = IntStream.range(1, 9_999)
                .mapToObj(i -> fed("OP" + i, "OP" + (i + 1), 11_000 + i))
                .collect(Collectors.joining());

        assertThat(Texts.problems(chain + fed("OP9999", "OP9998", 8_000)))
                .singleElement(as(STRING))
                .endsWith("in a cycle: OP9998 -> OP9999 -> OP9998; take one of these inputs away");
    }

    @Test
    void refusesMoreOperatorsThanItCanHold() {
        String text = IntStream.range(0, 10_001)
                .mapToObj(i -> fed("OP" + i, "data.csv", 11_000 + i))
                .collect(Collectors.joining());

        assertThat(Texts.problems(text))
                .containsExactly("job:10001:1: error: more than 10000 operators; split the job into several");
    }

    @Test
    void refusesListsThatAreTooLong() {
        String sources = IntStream.range(0, 30_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(Texts.problems(SOUND.replace("data.csv", sources)))
                .singleElement(as(STRING))
                .endsWith("error: more than 20000 items in a list; shorten the list");
    }

    private static String fed(String id, String source, int port) {
        return Texts.operator(id).replace("data.csv", source).replace("11000", "" + port) + "\n";
    }

    @Test
    void tellsAllProblemsOfATextInItsOrder() {
        String text =
                "Semantics twice\n" + SOUND.replace("data.csv", "OP1").replace("11000", "10000") + "\nWiat 1\nWait\n";

        assertThat(DadstormParser.parseConfiguration("job", text).problems())
                .extracting(problem -> problem.position().line())
                .containsExactly(1, 2, 2, 3, 4);
    }

    @Test
    void withholdsTheConfigurationForAnErrorButNotForAWarning() {
        String surplus = SOUND.replace("/op", "/op tcp://b:1/op");

        assertThat(DadstormParser.parseConfiguration("job", surplus).result())
                .hasValueSatisfying(configuration -> assertThat(
                                configuration.operators().get(0).addresses())
                        .extracting(ReplicaAddress::url)
                        .containsExactly("tcp://host:11000/op"));
        assertThat(DadstormParser.parseConfiguration("job", surplus + " now").result())
                .isEmpty();
    }

    @Test
    void warnsOfASettingThatChangesItsMind() {
        assertThat(Texts.problems("Semantics exactly-once\nSemantics at-most-once\nSemantics At-Most-Once\n" + SOUND))
                .containsExactly("job:2:11: warning: Semantics was exactly-once in line 1; the last one holds");
    }

    @Test
    void tellsOfAnEmptyText() {
        assertThat(Texts.problems("% nothing\n"))
                .containsExactly("job:1:1: error: no operator is defined; define one: an id and its five clauses");
    }

    @Test
    void tellsOfAClauseWithoutAnOperator() {
        assertThat(Texts.problems(" REP_FACT 2\n" + SOUND))
                .containsExactly(
                        "job:1:2: error: a clause stands before the first operator; begin with the operator's id");
    }

    @Test
    void readsNothingOfATextThatIsTooLong() {
        assertThat(Texts.problems("%".repeat(DadstormParser.MAX_CHARACTERS + 1)))
                .containsExactly("job:1:1: error: the text has 10485761 characters, and at most 10485760 are read;"
                        + " is it the right file?");
    }

    @Test
    void listsAThousandProblemsAndANote() {
        assertThat(Texts.problems("x y\n".repeat(3_000)))
                .hasSize(1_001)
                .last()
                .isEqualTo(
                        "job:1001:1: error: there are more than 1000 problems; the others are told once these are mended");
    }
}
