package dev.levada.api.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuaranteeTest {

    @Test
    void isNamedInWordsWithHyphens() {
        assertThat(Arrays.stream(Guarantee.values()).map(Guarantee::label))
                .containsExactly("at-most-once", "at-least-once", "exactly-once");
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsLabelInAnyCase(Guarantee guarantee) {
        assertThat(Guarantee.parse(guarantee.label())).isEqualTo(guarantee);
        assertThat(Guarantee.parse(guarantee.label().toUpperCase(Locale.ROOT))).isEqualTo(guarantee);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exactly_once", "once", " exactly-once"})
    void refusesOtherWordsAndNamesThoseThereAre(String label) {
        assertThatThrownBy(() -> Guarantee.parse(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is no guarantee; there are at-most-once, at-least-once and exactly-once", label);
    }

    @Test
    void growsFromTheWeakestToTheStrongest() {
        assertThat(Guarantee.values()).isSorted().startsWith(Guarantee.AT_MOST_ONCE);
    }

    @Test
    void callsNoRecoveryAtMostOnce() {
        assertThat(Recovery.none().label()).isEqualTo("at-most-once");
    }
}
