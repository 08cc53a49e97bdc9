package dev.levada.dspbench.fraud;

import dev.levada.dspbench.Line;
import dev.levada.dspbench.storm.StormApplication;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Fraud Detection on Apache Storm: the last kinds of transactions of a customer as an array. */
public final class StormFraud extends StormApplication<String, Object, int[], String> {
    private static final long serialVersionUID = 1;

    /** It has nothing of its own. */
    public StormFraud() {}

    @Override
    public void parse(long number, String line, BiConsumer<String, Object> out) {
        for (Transaction each : Transaction.parse(new Line(number, line))) {
            out.accept(each.customer(), each);
        }
    }

    @Override
    public int[] none() {
        return RecentStates.none();
    }

    /** It is not changed. */
    @Override
    public int[] copy(int[] recent) {
        return recent;
    }

    @Override
    public int[] update(int[] recent, String customer, Object value, Consumer<String> out) {
        Transaction each = (Transaction) value;
        RecentStates.judge(recent, each.seq(), customer, each.state()).ifPresent(out);
        return RecentStates.with(recent, each.state());
    }

    @Override
    public boolean handsOn() {
        return false;
    }

    @Override
    public Optional<String> finish(String line) {
        return Optional.of(line);
    }
}
