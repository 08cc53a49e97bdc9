package dev.levada.dspbench.outliers;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ListState;
import dev.levada.dspbench.order.InOrder;
import java.util.List;

/** Adds up the last ten scores of a machine, oldest first. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class AnomalyScorer extends InOrder<Score, Anomaly> {
    static final int WINDOW = 10;

    private ListState<Double> recent;

    @Override
    public void open(Context<Anomaly> context) {
        super.open(context);
        recent = context.list("recent");
    }

    @Override
    protected void take(Score score, Emitter<Anomaly> out) {
        recent.add(score.score());
        List<Double> scores = recent.get();
        if (scores.size() > WINDOW) {
            scores = scores.subList(1, scores.size());
            recent.clear();
            scores.forEach(recent::add);
        }
        double sum = 0;
        for (double each : scores) {
            sum += each;
        }
        out.emit(new Anomaly(score.machine(), score.millis(), sum, score.score()));
    }
}
