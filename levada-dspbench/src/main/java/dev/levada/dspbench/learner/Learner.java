package dev.levada.dspbench.learner;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ValueState;
import java.util.List;

/**
 * Chooses an action for each event. Where one is rewarded, the next event waits for that reward: so each round knows of
 * all rewards for rounds before it, and of no other.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Learner implements Processor<Message, Choice> {
    private final Actions actions;
    private ValueState<Estimator> known;
    private MapState<Integer, Integer> selections;
    private ListState<Message.Event> waiting;
    /** Whether a reward is on its way. */
    private CounterState expecting;

    Learner(Actions actions) {
        this.actions = actions;
    }

    @Override
    public void open(Context<Choice> context) {
        known = context.value("known", Estimator.NEW);
        selections = context.map("selections");
        waiting = context.list("waiting");
        expecting = context.counter("expecting");
    }

    @Override
    public void process(Message message, Context<Choice> context) {
        if (message instanceof Message.Reward reward) {
            known.set(known.get().with(reward));
            expecting.set(0);
            List<Message.Event> events = waiting.get();
            waiting.clear();
            events.forEach(event -> hear(event, context));
        } else if (message instanceof Message.Event event) {
            hear(event, context);
        }
    }

    private void hear(Message.Event event, Context<Choice> context) {
        if (expecting.get() == 1) {
            waiting.add(event);
            return;
        }
        Estimator now = known.get().in(event.round());
        known.set(now);
        int action = now.choose(event.round(), actions);
        Integer before = selections.get(action);
        int times = before == null ? 1 : before + 1;
        boolean rewarded = times == Actions.SELECTIONS;
        selections.put(action, rewarded ? 0 : times);
        expecting.set(rewarded ? 1 : 0);
        context.emit(new Choice(event.round(), action, rewarded));
    }
}
