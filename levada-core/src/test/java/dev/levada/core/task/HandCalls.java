package dev.levada.core.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls that the test answers. */
final class HandCalls implements CallHost {
    final List<Call> made = new ArrayList<>();
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();

    @Override
    public void call(Call call) {
        made.add(call);
    }

    @Override
    public @Nullable Answer poll() {
        return answers.poll();
    }

    /** Answers the last call about a value. */
    void answer(Object value, @Nullable Object answer) {
        answers.add(new Answer(last(value).ticket(), answer, null));
    }

    void fail(Object value, String why) {
        answers.add(new Answer(last(value).ticket(), null, new IllegalStateException(why)));
    }

    Call last(Object value) {
        List<Call> about = about(value);
        return about.get(about.size() - 1);
    }

    List<Call> about(Object value) {
        return made.stream().filter(call -> call.value().equals(value)).toList();
    }

    List<Object> values() {
        return made.stream().map(Call::value).toList();
    }
}
