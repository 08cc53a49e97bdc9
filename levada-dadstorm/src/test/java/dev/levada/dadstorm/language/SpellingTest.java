package dev.levada.dadstorm.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpellingTest {

    private static final String FOUR_LINES = """
            OP1 INPUT_OPS orders.csv, OP2
            REP_FACT 2 ROUTING hashing(1)
            ADDRESS tcp://10.0.0.1:11000/op, tcp://10.0.0.2:11000/op
            OPERATOR_SPEC FILTER 3,=,"tea"
            OP2 INPUT_OPS C:\\data\\more.csv
            REP_FACT 1 ROUTING primary
            ADDRESS tcp://10.0.0.3:11000/op
            OPERATOR_SPEC CUSTOM shop.jar,Prices,lookUp
            """;
    private static final String ONE_LINE = """
            OP1 input_ops orders.csv,OP2 rep_fact 2 routing hashing(1) address tcp://10.0.0.1:11000/op,tcp://10.0.0.2:11000/op operator_spec filter 3,=,"tea"
            OP2 input_ops C:\\data\\more.csv rep_fact 1 routing primary address tcp://10.0.0.3:11000/op operator_spec custom shop.jar,Prices,lookUp
            """;
    private static final String WITH_BLANKS = """
            OP1 input ops orders.csv OP2 rep fact 2 routing hashing 1 address tcp://10.0.0.1:11000/op tcp://10.0.0.2:11000/op operator spec FILTER 3 = tea
            OP2 Input Ops C:\\data\\more.csv Rep Fact 1 Routing Primary Address tcp://10.0.0.3:11000/op Operator Spec Custom shop.jar Prices lookUp \t
            """;

    @ParameterizedTest
    @MethodSource("spellings")
    void readsTheThreeSpellings(String text) {
        Configuration configuration = Texts.sound(text);

        assertThat(configuration)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(SourcePosition.class)
                .isEqualTo(Texts.sound(FOUR_LINES));
        assertThat(configuration.operator("OP1").orElseThrow().inputs())
                .extracting(Object::getClass)
                .isEqualTo(List.of(Input.FromFile.class, Input.FromOperator.class));
    }

    static Stream<String> spellings() {
        return Stream.of(
                ONE_LINE,
                WITH_BLANKS,
                "\uFEFF" + FOUR_LINES,
                FOUR_LINES.replace("\n", "  \r\n"),
                FOUR_LINES.replace("\n", "\r"),
                FOUR_LINES.replace("\n", "\n\n% a comment, with \"quotes\n"),
                FOUR_LINES.replace(" ", "\t "),
                FOUR_LINES.replace(' ', '\u00A0'),
                FOUR_LINES.replace(" ROUTING", "\nROUTING"),
                FOUR_LINES.replace(" INPUT_OPS", "\n  INPUT_OPS"),
                FOUR_LINES.replace("\"tea\"", "\u201Ctea\u201D").replace("=", "\"=\""),
                FOUR_LINES.replace("orders.csv", "\"orders.csv\"").strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hashing(2)",
                "hashing 2",
                "hashing ( 2 )",
                "hashing( 2)",
                "hashing (2)",
                "HASHING(2 )",
                "Hashing 2"
            })
    void readsHashingWithAndWithoutParentheses(String routing) {
        assertThat(Texts.routing(routing))
                .isInstanceOfSatisfying(
                        Routing.Hashing.class,
                        hashing -> assertThat(hashing.field()).isEqualTo(2));
    }

    @Test
    void readsEveryTypeOfOperator() {
        assertThat(Stream.of("UNIQ 2", "count ", "Dup", "OUTPUT", "output \"a b.txt\"", "FILTER 1,<,\"\"")
                        .map(Texts::spec)
                        .map(OperatorSpec::toString)
                        .map(spec -> spec.replaceFirst("position=[^,\\]]*(, )?", "")))
                .containsExactly(
                        "Unique[field=2]",
                        "Count[]",
                        "Duplicate[]",
                        "Output[path=Optional.empty]",
                        "Output[path=Optional[a b.txt]]",
                        "Filter[field=1, condition=LESS, value=]");
    }

    @Test
    void keepsCommasBlanksAndPercentSignsOfAQuotedValue() {
        assertThat(Texts.spec("FILTER 1,>,\" 50 %, or routing\""))
                .isInstanceOfSatisfying(
                        OperatorSpec.Filter.class,
                        filter -> assertThat(filter.value()).isEqualTo(" 50 %, or routing"));
    }

    @Test
    void takesWordsOfTheLanguageAsDataBehindATypeOfOperator() {
        assertThat(Texts.spec("FILTER 1,=,address"))
                .isInstanceOfSatisfying(
                        OperatorSpec.Filter.class,
                        filter -> assertThat(filter.value()).isEqualTo("address"));
    }

    @Test
    void takesWordsOfTheLanguageInQuotesAsSources() {
        assertThat(Texts.sound(Texts.operator("OP1").replace("data.csv", "\"routing\" \"rep\" fact"))
                        .operators())
                .singleElement()
                .satisfies(operator -> assertThat(operator.inputs())
                        .extracting(input -> ((Input.FromFile) input).path())
                        .containsExactly("routing", "rep", "fact"));
    }

    @Test
    void takesShortSourcesPartedByBlanksAsWhatTheyAre() {
        assertThat(Texts.sound(Texts.operator("OP1").replace("data.csv", "a b"))
                        .operators()
                        .get(0)
                        .inputs())
                .hasSize(2);
    }

    @Test
    void setsDefaultsWhereNothingIsGiven() {
        Configuration configuration = Texts.sound(Texts.operator("OP1"));

        assertThat(configuration.semantics()).isEqualTo(Semantics.AT_MOST_ONCE);
        assertThat(configuration.semanticsGiven()).isFalse();
        assertThat(configuration.loggingLevel()).isEqualTo(LoggingLevel.LIGHT);
    }

    @Test
    void takesSettingsWhereverTheyStand() {
        Configuration configuration =
                Texts.sound(Texts.operator("OP1") + "\nSEMANTICS Exactly-Once\nlogginglevel FULL");

        assertThat(configuration.semantics()).isEqualTo(Semantics.EXACTLY_ONCE);
        assertThat(configuration.semanticsGiven()).isTrue();
        assertThat(configuration.loggingLevel()).isEqualTo(LoggingLevel.FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "OP4STDOUT", "_", "Start", "Semantics", "rep", "input", "\u00E9tape"})
    void takesAnyLettersAndDigitsAsAnId(String id) {
        assertThat(Texts.sound(Texts.operator(id)).operators())
                .extracting(OperatorDefinition::id)
                .containsExactly(id);
    }

    @Test
    void keepsAddressesAsTyped() {
        String text = Texts.operator("OP1").replace("tcp://host:11000/op", "TCP://Host.example:011000/a/b");

        assertThat(Texts.sound(text).operators().get(0).addresses())
                .extracting(ReplicaAddress::url, ReplicaAddress::endpoint, ReplicaAddress::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "TCP://Host.example:011000/a/b", "host.example:11000", "a/b"));
    }

    @Test
    void readsAHostInBrackets() {
        String text = Texts.operator("OP1").replace("tcp://host:11000/op", "tcp://[::1]:11000/op");

        assertThat(Texts.sound(text).operators().get(0).addresses())
                .extracting(ReplicaAddress::endpoint)
                .containsExactly("[::1]:11000");
    }

    @Test
    void countsColumnsFromBehindAByteOrderMark() {
        assertThat(Texts.sound("\uFEFF" + Texts.operator("OP1"))
                        .operators()
                        .get(0)
                        .position())
                .hasToString("job:1:1");
    }

    @Test
    void tellsWhereThingsStand() {
        OperatorDefinition operator = Texts.sound(
                        "% first\n\n  OP1 input ops data.csv rep fact 1 routing random\naddress tcp://h:1/op operator spec DUP")
                .operators()
                .get(0);

        assertThat(Stream.of(
                                operator.position(),
                                operator.inputs().get(0).position(),
                                operator.routing().position(),
                                operator.addresses().get(0).position(),
                                operator.spec().position())
                        .map(SourcePosition::toString))
                .containsExactly("job:3:3", "job:3:17", "job:3:45", "job:4:9", "job:4:36");
    }
}
