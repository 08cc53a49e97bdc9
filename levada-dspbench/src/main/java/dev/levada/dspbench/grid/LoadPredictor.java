package dev.levada.dspbench.grid;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;
import dev.levada.dspbench.grid.GridEvent.Load;
import java.util.Map;
import java.util.TreeMap;

/** Predicts, minute by minute, what a house or a plug will use. Keeps the averages of all minutes. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class LoadPredictor implements Processor<Load, String> {
    private static final long SLICE_MILLIS = Slice.SECONDS * 1_000L;

    private final String whose;
    private MapState<Long, Slice> slices;
    private Timers timers;

    /** @param whose H or P, for houses or plugs */
    LoadPredictor(String whose) {
        this.whose = whose;
    }

    @Override
    public void open(Context<String> context) {
        slices = context.map("slices");
        timers = context.timers();
    }

    @Override
    public void process(Load load, Context<String> context) {
        long slice = Slice.of(load.seconds());
        Slice before = slices.get(slice);
        slices.put(slice, (before == null ? Slice.NONE : before).with(load.watts()));
        timers.onEventTime((slice + 1) * SLICE_MILLIS);
    }

    @Override
    public void onTimer(long millis, Context<String> context) {
        long now = millis / SLICE_MILLIS - 1;
        TreeMap<Long, Slice> upToNow = new TreeMap<>();
        for (Map.Entry<Long, Slice> each : slices.entries()) {
            if (each.getKey() <= now) {
                upToNow.put(each.getKey(), each.getValue());
            }
        }
        context.emit(Slice.line(whose, now, context.<Object>key(), Slice.prediction(now, upToNow)));
    }
}
