package dev.levada.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.faults.Fault;
import dev.levada.faults.RoundResult;
import dev.levada.faults.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsPictureTest {

    @Test
    void drawsACurveForEachRoundAndAMarkForEachFault() {
        RoundResult round = new RoundResult(
                5,
                Recovery.checkpoint(),
                RoundResult.Outcome.RIGHT,
                new Verdict(0, 0, 0, List.of()),
                List.of(
                        new RoundResult.Struck(Fault.KILL_WORKER, 1, 0, "one", 500),
                        new RoundResult.Struck(Fault.PARTITION, 2, 300, "two", 900)),
                0,
                List.of(new RoundResult.Sample(1, 10), new RoundResult.Sample(3, 20)),
                4,
                1,
                List.of(),
                List.of(),
                Path.of("gone"));
        String svg = RoundsPicture.svg(List.of(round, round));
        assertThat(svg.split("<polyline", -1)).hasSize(1 + 2);
        assertThat(svg.split("<line", -1)).hasSize(1 + 4);
        assertThat(svg).contains("seed 5", "kill-worker, 0.5 s").endsWith("</svg>\n");
    }
}
