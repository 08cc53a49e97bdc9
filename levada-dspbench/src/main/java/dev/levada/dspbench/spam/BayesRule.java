package dev.levada.dspbench.spam;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.MapState;
import java.util.Map;
import java.util.TreeMap;

/** Judges a mail, which is the key, when it has been told all of its words. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class BayesRule implements Processor<Answer, String> {
    private MapState<String, Tally> told;

    @Override
    public void open(Context<String> context) {
        told = context.map("told");
    }

    @Override
    public void process(Answer answer, Context<String> context) {
        told.put(answer.word(), answer.tally());
        if (told.size() < answer.words() + 1) {
            return;
        }
        Map<String, Tally> words = new TreeMap<>();
        told.entries().forEach(word -> words.put(word.getKey(), word.getValue()));
        told.clear();
        Tally all = words.remove(Told.ALL);
        context.emit(Judgement.line(answer.mail(), words, all == null ? Tally.NONE : all));
    }
}
