package dev.levada.dspbench.grid;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.dspbench.grid.GridEvent.Load;
import java.util.TreeSet;

/** Works out the median of the last hour whenever something was measured, and tells it to each house. One task. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class GlobalMedians implements Processor<Load, GridEvent> {
    private LoadWindow window;
    private Timers timers;

    @Override
    public void open(Context<GridEvent> context) {
        window = new LoadWindow(context);
        timers = context.timers();
    }

    @Override
    public void process(Load load, Context<GridEvent> context) {
        window.add(load);
        timers.onEventTime(load.seconds() * 1_000 + 1);
    }

    @Override
    public void onTimer(long millis, Context<GridEvent> context) {
        long seconds = millis / 1_000;
        Loads loads = window.upTo(seconds);
        double median = loads.median();
        TreeSet<Integer> houses = new TreeSet<>();
        loads.all().forEach(load -> houses.add(load.house()));
        houses.forEach(house -> context.emitAt(millis - 1, new GridEvent.GlobalMedian(seconds, median, house)));
    }
}
