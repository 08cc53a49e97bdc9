package dev.levada.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AsyncCallsTest {

    @Test
    void saysHowManyAndHowLong() {
        assertThat(AsyncCalls.inOrder().inFlight(3).timeout(Duration.ofSeconds(2)))
                .isEqualTo(new AsyncCalls(true, 3, Duration.ofSeconds(2)));
        assertThat(AsyncCalls.asAnswered().ordered()).isFalse();
    }

    @Test
    void boundsWhatIsInFlightAndHowLong() {
        AsyncCalls calls = AsyncCalls.inOrder();
        assertThatThrownBy(() -> calls.inFlight(0)).hasMessage("a task can have 1 to 10000 calls in flight, was 0");
        assertThatThrownBy(() -> calls.inFlight(10_001)).hasMessageContaining("was 10001");
        assertThatThrownBy(() -> calls.timeout(Duration.ofNanos(1)))
                .hasMessage("a call can take 1 ms to 1 day at most, was PT0.000000001S");
        assertThatThrownBy(() -> calls.timeout(Duration.ofDays(2))).hasMessageContaining("was PT48H");
    }
}
