package dev.levada.dspbench.learner;

import dev.levada.api.Loop;
import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.List;
import java.util.function.Consumer;

/** Learns which page to show from what comes of having shown it. */
public final class ReinforcementLearner implements Application {

    @Override
    public About about() {
        return About.of(
                        "rl",
                        "Reinforcement Learner",
                        "learns which page to show from rewards that come back in a loop: round|page",
                        20_000)
                .ordered();
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("events", new Rounds()));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Loop<Message> loop = feeds.get(0)
                .flatMap(Message::parse)
                .named("parse")
                .parallelism(1)
                .loop("rounds");
        Stream<Choice> choices = loop.stream()
                .parallelism(1)
                .keyBy(message -> 0)
                .process("learn", () -> new Learner(new Actions(seed)))
                .parallelism(1);
        loop.feedBack(choices.filter(Choice::rewarded)
                .named("rewarded")
                .keyBy(Choice::action)
                .process("reward", () -> new Rewarding(new Actions(seed))));
        choices.map(Choice::line).named("write");
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Actions actions = new Actions(seed);
        Estimator known = Estimator.NEW;
        int[] selections = new int[Actions.NAMES.size()];
        int[] rewards = new int[Actions.NAMES.size()];
        for (Line line : feeds.get(0)) {
            for (Message message : Message.parse(line)) {
                long round = ((Message.Event) message).round();
                known = known.in(round);
                int action = known.choose(round, actions);
                result.accept(new Choice(round, action, false).line());
                if (++selections[action] == Actions.SELECTIONS) {
                    selections[action] = 0;
                    int reward = actions.reward(action, ++rewards[action]);
                    known = known.with(new Message.Reward(action, reward));
                }
            }
        }
    }
}
