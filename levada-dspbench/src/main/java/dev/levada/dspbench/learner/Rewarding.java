package dev.levada.dspbench.learner;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;

/** Rewards an action, which is the key. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Rewarding implements Processor<Choice, Message> {
    private final Actions actions;
    private CounterState rewards;

    Rewarding(Actions actions) {
        this.actions = actions;
    }

    @Override
    public void open(Context<Message> context) {
        rewards = context.counter("rewards");
    }

    @Override
    public void process(Choice choice, Context<Message> context) {
        context.emit(new Message.Reward(choice.action(), actions.reward(choice.action(), rewards.add(1))));
    }
}
