package dev.levada.dspbench.grid;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ValueState;

/** Tells of a house when the share of its plugs changes that use more than the median of all. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class OutlierDetector implements Processor<GridEvent, String> {
    private LoadWindow window;
    private MapState<Long, Double> medians;
    private ValueState<Double> last;
    private Timers timers;

    @Override
    public void open(Context<String> context) {
        window = new LoadWindow(context);
        medians = context.map("medians");
        last = context.value("last", 0.0);
        timers = context.timers();
    }

    @Override
    public void process(GridEvent event, Context<String> context) {
        if (event instanceof GridEvent.Load load) {
            window.add(load);
        } else if (event instanceof GridEvent.GlobalMedian median) {
            medians.put(median.seconds(), median.watts());
            timers.onEventTime(median.seconds() * 1_000 + 1);
        }
    }

    @Override
    public void onTimer(long millis, Context<String> context) {
        long seconds = millis / 1_000;
        Double median = medians.get(seconds);
        if (median == null) {
            return;
        }
        medians.remove(seconds);
        double share = window.upTo(seconds).shareAbove(median);
        if (share != last.get()) {
            last.set(share);
            context.emit(Loads.outlier(seconds, context.<Integer>key(), share));
        }
    }
}
