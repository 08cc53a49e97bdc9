package dev.levada.dspbench.fraud;

import dev.levada.dspbench.Line;
import java.util.List;

/**
 * What a customer bought.
 *
 * @param state the number of the kind that it is of, in the order of {@link MarkovModel}
 */
record Transaction(long seq, String customer, int state) {

    /** Reads customer, transaction, state; nothing if that is not what the line has, or no state of the model. */
    static List<Transaction> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        int state = fields.length == 3 ? MarkovModel.state(fields[2]) : -1;
        return state < 0 ? List.of() : List.of(new Transaction(line.seq(), fields[0], state));
    }
}
