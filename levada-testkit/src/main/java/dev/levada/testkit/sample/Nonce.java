package dev.levada.testkit.sample;

import dev.levada.api.operator.Context;
import java.util.function.ToLongFunction;

/** Of chance, of the time, and of the world outside: another one whenever it is asked for. */
record Nonce(Outside outside) implements ToLongFunction<Context<Item>> {

    @Override
    public long applyAsLong(Context<Item> context) {
        long answer;
        try {
            answer = context.<Long>external("answer", outside::answer);
        } catch (Exception e) {
            answer = String.valueOf(e.getMessage()).hashCode();
        }
        return Item.mix(context.random().nextLong() ^ context.nowMillis()) + answer;
    }
}
