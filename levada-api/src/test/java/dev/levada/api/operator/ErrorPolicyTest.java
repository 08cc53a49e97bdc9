package dev.levada.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPolicyTest {

    @Test
    void triesOnceUnlessAskedForMore() {
        assertThat(ErrorPolicy.fail()).isEqualTo(new ErrorPolicy(ErrorPolicy.Action.FAIL, 1));
        assertThat(ErrorPolicy.skip()).isEqualTo(new ErrorPolicy(ErrorPolicy.Action.SKIP, 1));
        assertThat(ErrorPolicy.deadLetter()).isEqualTo(new ErrorPolicy(ErrorPolicy.Action.DEAD_LETTER, 1));
    }

    @Test
    void countsTheFirstAttemptBesideTheRetries() {
        assertThat(ErrorPolicy.retry(3)).isEqualTo(new ErrorPolicy(ErrorPolicy.Action.FAIL, 4));
        assertThat(ErrorPolicy.skip().withRetries(1)).isEqualTo(new ErrorPolicy(ErrorPolicy.Action.SKIP, 2));
    }

    @Test
    void failsAtOnceOnlyWithoutRetriesAndWithoutAnotherWay() {
        assertThat(ErrorPolicy.fail().failsAtOnce()).isTrue();
        assertThat(ErrorPolicy.retry(1).failsAtOnce()).isFalse();
        assertThat(ErrorPolicy.skip().failsAtOnce()).isFalse();
        assertThat(ErrorPolicy.deadLetter().failsAtOnce()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001})
    void refusesAttemptsOutOfRange(int attempts) {
        assertThatThrownBy(() -> new ErrorPolicy(ErrorPolicy.Action.SKIP, attempts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempts must be from 1 to 1000, was " + attempts);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesFewerRetriesThanOne(int retries) {
        assertThatThrownBy(() -> ErrorPolicy.retry(retries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retries must be at least 1, was " + retries);
    }

    @Test
    void acceptsTheMostAttempts() {
        assertThat(ErrorPolicy.retry(999).attempts()).isEqualTo(1_000);
    }

    @Test
    void refusesASideOutputWithoutAName() {
        assertThatThrownBy(() -> new SideOutput<>(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a side output needs a name that is not blank");
    }
}
