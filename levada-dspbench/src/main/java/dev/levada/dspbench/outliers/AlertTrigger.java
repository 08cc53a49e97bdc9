package dev.levada.dspbench.outliers;

import dev.levada.api.operator.Emitter;
import dev.levada.dspbench.order.Batching;
import java.util.List;

/** Compares the machines of one time, which is the key. */
final class AlertTrigger extends Batching<Anomaly, String> {
    @Override
    protected void take(List<Anomaly> batch, Emitter<String> out) {
        Anomaly.alerts(batch).forEach(out::emit);
    }
}
