package dev.levada.dspbench.topics;

import dev.levada.api.operator.Emitter;
import dev.levada.dspbench.order.Batching;
import java.util.List;

/** Ranks the topics of one window, whose end is the key. */
final class Ranker extends Batching<TopicCount, String> {
    @Override
    protected void take(List<TopicCount> window, Emitter<String> out) {
        out.emit(TopicCount.ranking(window));
    }
}
