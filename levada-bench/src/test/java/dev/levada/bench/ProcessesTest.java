package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ProcessesTest {
    private final Processes processes = new Processes(1);

    /** Until the operating system says that this process has used so much more of it. */
    private static void burnMillis(long millis) {
        Duration until = cpu().plusMillis(millis);
        while (cpu().compareTo(until) < 0) {
            Thread.onSpinWait();
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    @Test
    void whatAProcessBesideTheEngineCostsIsToldApart() {
        processes.hear(Processes.BESIDE + " " + ProcessHandle.current().pid());
        burnMillis(50);
        processes.hear(Marks.BEGIN);
        burnMillis(200);
        processes.hear(Marks.END);

        // What it used before the mark does not count, and that of others is not in it. The clock goes by hundredths.
        assertThat(processes.besideCpuSeconds().orElseThrow())
                .isBetween(0.2 - 0.02, processes.cost().cpuSeconds() + 0.05);
    }

    @Test
    void nothingIsToldApartWhereNothingIsBeside() {
        processes.hear(Marks.BEGIN);
        processes.hear(Marks.END);

        assertThat(processes.besideCpuSeconds()).isEmpty();
    }

    @Test
    void aProcessThatIsGoneCostsNoMore() {
        processes.hear(Processes.BESIDE + " " + Long.MAX_VALUE);
        processes.hear(Marks.BEGIN);
        processes.hear(Marks.END);

        assertThat(processes.besideCpuSeconds()).hasValue(0);
    }
}
