package dev.levada.dadstorm.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.dadstorm.language.Condition;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.language.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TupleConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "9 < 10",
                "10 > 9",
                "1.50 = 1.5",
                "-2 < 1",
                "+3 = 3",
                ".5 < 1",
                "5. = 5",
                "007 = 7",
                "-0 = 0",
                "0.1000000000000000000001 > 0.1",
                "123456789012345678901234567890 > 9"
            })
    void comparesDecimalsByValue(String field, String sign, String value) {
        assertHolds(field, sign, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "10 < 9a",
                "a10 < a9",
                "B < a",
                "abc < abcd",
                "abcd > abc",
                "1e5 < 2",
                "1,5 < 10x",
                "- < 0",
                ". < 0",
                "1.2.3 < 1.20",
                "--1 < 1",
                "abc = abc",
                "z < \u00e9",
                "\u0661 > 2"
            })
    void comparesAnythingElseByCodePoint(String field, String sign, String value) {
        assertHolds(field, sign, value);
    }

    @Test
    void putsCharactersOutsideTheBasicPlaneBehindAllOthers() {
        assertHolds("\uD83D\uDE00", ">", "\uFF21");
        assertHolds("a\uD83D\uDE00", "<", "a\uD83D\uDE01");
    }

    @Test
    void comparesEmptyTexts() {
        assertHolds("", "=", "");
        assertHolds("", "<", "0");
    }

    @Test
    @Timeout(10)
    void takesWhatIsVeryLongOrHasAnExponentForText() {
        assertHolds("1e999999999", ">", "1e99999999");
        assertHolds("9".repeat(1_000_000), "<", "9".repeat(1_000_001));
        assertHolds("1" + "0".repeat(1_000), "<", "2");
    }

    @Test
    void refusesATupleWithoutTheField() {
        TupleCondition condition = condition(3, "=", "x");

        assertThatThrownBy(() -> condition.holds(List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FILTER looks at field 3, but the tuple has only 2");
        assertThat(condition.holds(List.of("a", "b", "x"))).isTrue();
    }

    private static void assertHolds(String field, String sign, String value) {
        for (String each : List.of("<", "=", ">")) {
            assertThat(condition(1, each, value).holds(List.of(field)))
                    .as("%s %s %s", field, each, value)
                    .isEqualTo(each.equals(sign));
        }
    }

    private static TupleCondition condition(int field, String sign, String value) {
        Condition condition = List.of(Condition.values()).stream()
                .filter(each -> each.sign().equals(sign))
                .findFirst()
                .orElseThrow();
        return TupleCondition.of(new OperatorSpec.Filter(new SourcePosition("job", 1, 1), field, condition, value));
    }
}
