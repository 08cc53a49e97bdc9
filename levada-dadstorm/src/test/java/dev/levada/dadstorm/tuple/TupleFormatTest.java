package dev.levada.dadstorm.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TupleFormatTest {

    @Test
    void dropsBlanksBesideCommasAndKeepsThoseInside() {
        assertThat(TupleFormat.fields(" 7 ,\tgreen tea,  Porto \u00A0")).containsExactly("7", "green tea", "Porto");
    }

    @Test
    void dropsOnePairOfQuotesRoundAField() {
        assertThat(TupleFormat.fields("\"a\", \u201Cb\u201D,\u201Dc\u201D, \"\"d\"\""))
                .containsExactly("a", "b", "c", "\"d\"");
    }

    @Test
    void keepsACommaAndBlanksInsideQuotes() {
        assertThat(TupleFormat.fields("1, \"Braga, north \" , x")).containsExactly("1", "Braga, north ", "x");
    }

    @Test
    void takesAQuoteThatEnclosesNothingAsData() {
        assertThat(TupleFormat.fields("5\" disk, \"open, \"a\"b, it's"))
                .containsExactly("5\" disk", "\"open", "\"a\"b", "it's");
    }

    @Test
    void doesNotCloseAStraightQuoteWithACurlyOne() {
        assertThat(TupleFormat.fields("\"a\u201D, b")).containsExactly("\"a\u201D", "b");
    }

    @Test
    void looksForOneKindOfQuoteThoughTheOtherStaysOpen() {
        assertThat(TupleFormat.fields("\u201Ca, \"b, c\", d")).containsExactly("\u201Ca", "b, c", "d");
        assertThat(TupleFormat.fields("\"a, \u201Cb, c\u201D, \"d")).containsExactly("\"a", "b, c", "\"d");
    }

    @Test
    void keepsEmptyFields() {
        assertThat(TupleFormat.fields("a,,\"\",")).containsExactly("a", "", "", "");
    }

    @Test
    void readsMoreFieldsThanUsual() {
        assertThat(TupleFormat.fields("1,2,3,4,5,6,7,8,9"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \t", "% a, b", "  %% a", "\uFEFF", "\uFEFF% a"})
    void readsNothingFromBlankLinesAndComments(String line) {
        assertThat(TupleFormat.fields(line)).isEmpty();
    }

    @Test
    void takesAPercentSignInsideALineAsData() {
        assertThat(TupleFormat.fields("50%, a % b")).containsExactly("50%", "a % b");
    }

    @Test
    void dropsAByteOrderMarkAndACarriageReturn() {
        assertThat(TupleFormat.fields("\uFEFF1, a\r")).containsExactly("1", "a");
    }

    @Test
    void writesFieldsPartedByCommaAndBlank() {
        assertThat(TupleFormat.line(List.of("1", "green tea", ""))).isEqualTo("1, green tea, ");
    }

    @Test
    void handsOutFieldsThatCannotBeChanged() {
        List<String> fields = TupleFormat.fields("a, b");

        assertThatThrownBy(() -> fields.set(0, "c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void readsALongLineOfOpenQuotesInOnePass() {
        String line = "\"a,".repeat(300_000);

        List<String> fields =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TupleFormat.fields(line));

        assertThat(fields).hasSize(300_001);
    }
}
