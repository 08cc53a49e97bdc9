package dev.levada.dspbench.spam;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.ListState;
import dev.levada.api.state.ValueState;

/**
 * Counts a word in the mails that are known, and then tells it to those that are to be judged: what these ask waits
 * until the watermark says that no known one will come.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class WordCounts implements Processor<Told, Answer> {
    private ValueState<Tally> tally;
    private ListState<Told.Asked> waiting;
    private Timers timers;

    @Override
    public void open(Context<Answer> context) {
        tally = context.value("tally", Tally.NONE);
        waiting = context.list("waiting");
        timers = context.timers();
    }

    @Override
    public void process(Told told, Context<Answer> context) {
        if (told instanceof Told.Known known) {
            tally.set(tally.get().with(known.count(), known.spam()));
        } else if (told instanceof Told.Asked asked) {
            waiting.add(asked);
            timers.onEventTime(SpamFilter.TRAINED_MILLIS);
        }
    }

    @Override
    public void onTimer(long millis, Context<Answer> context) {
        for (Told.Asked asked : waiting.get()) {
            context.emit(new Answer(asked.mail(), asked.word(), tally.get(), asked.words()));
        }
        waiting.clear();
    }
}
