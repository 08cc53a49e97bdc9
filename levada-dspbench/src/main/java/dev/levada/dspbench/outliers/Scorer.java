package dev.levada.dspbench.outliers;

import dev.levada.api.operator.Emitter;
import dev.levada.dspbench.order.Batching;
import java.util.List;

/** Scores the machines of one time, which is the key. */
final class Scorer extends Batching<Observation, Score> {
    @Override
    protected void take(List<Observation> batch, Emitter<Score> out) {
        Score.of(batch).forEach(out::emit);
    }
}
