package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogLeadTest {
    private static final long MILLIS = 1_000_000;

    private final LogLead lead = new LogLead();

    @Test
    void isNothingAsLongAsTheRateIsNotKnown() {
        assertThat(lead.records(0)).isZero();
        lead.read(1000);
        assertThat(lead.records(4 * MILLIS)).isZero();
    }

    @Test
    void isWhatIsReadInATenthOfASecond() {
        lead.records(7 * MILLIS);
        lead.read(1000);
        assertThat(lead.records(17 * MILLIS)).isEqualTo(10_000);
        lead.read(10);
        assertThat(lead.records(18 * MILLIS)).isEqualTo(10_000);
        assertThat(lead.records(27 * MILLIS)).isEqualTo(100);
    }

    @Test
    void isBounded() {
        lead.records(0);
        lead.read(Integer.MAX_VALUE);
        assertThat(lead.records(5 * MILLIS)).isEqualTo(1 << 18);
    }

    @Test
    void isNothingWhereNothingIsRead() {
        lead.records(0);
        lead.read(100);
        lead.records(10 * MILLIS);
        assertThat(lead.records(20 * MILLIS)).isZero();
    }
}
