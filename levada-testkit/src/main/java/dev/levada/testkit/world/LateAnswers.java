package dev.levada.testkit.world;

import dev.levada.core.task.CallHost;
import dev.levada.testkit.calls.AwaitedCalls;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.InjectedException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A world outside that answers the calls of one attempt late and in any order, now and then badly, or never. */
final class LateAnswers implements CallHost {
    private static final long MILLI = 1_000_000;

    private final WorkerNode node;
    private final Turns turns;
    private final ArrayDeque<Answer> come = new ArrayDeque<>();

    LateAnswers(WorkerNode node, Turns turns) {
        this.node = node;
        this.turns = turns;
    }

    @Override
    public void call(Call call) {
        World world = node.world;
        Chance chance = world.pace();
        Answer answer = AwaitedCalls.answer(call);
        if (world.job().callsFail()) {
            if (chance.percent(0.5)) {
                world.sometimes("a call that is never answered");
                return;
            }
            if (chance.percent(5)) {
                world.sometimes("a call that fails");
                answer = new Answer(call.ticket(), null, new InjectedException("a call failed"));
            }
        }
        Answer late = answer;
        // seldom late, as thousands may go one after the other through a job of seconds
        long nanos = chance.between(0, (chance.percent(85) ? 2 : 20) * MILLI);
        world.onNode(node, nanos * node.slowness(), "answer of a call", () -> {
            come.add(late);
            world.moves();
            turns.wake();
        });
    }

    @Override
    public @Nullable Answer poll() {
        return come.poll();
    }
}
