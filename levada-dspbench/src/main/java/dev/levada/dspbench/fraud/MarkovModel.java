package dev.levada.dspbench.fraud;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * How likely one kind of transaction follows another. A kind is an amount (low, medium, high), whether something dear
 * is in it (normal, high), and how long the last one is ago (long, normal, short): 18 in that order.
 */
final class MarkovModel {
    static final String AMOUNTS = "LMH";
    static final String PRICES = "NH";
    static final String ELAPSED = "LNS";
    static final int[] AMOUNT_WEIGHTS = {35, 53, 12};
    static final int[] PRICE_WEIGHTS = {85, 15};
    static final int[] ELAPSED_WEIGHTS = {35, 45, 20};

    private static final List<String> STATES = states();
    private static final double[][] LIKELY = likely();

    private MarkovModel() {}

    static String name(int amount, int price, int elapsed) {
        return "" + AMOUNTS.charAt(amount) + PRICES.charAt(price) + ELAPSED.charAt(elapsed);
    }

    static String name(int state) {
        return STATES.get(state);
    }

    /** The number of a state, or -1 if there is none of that name. */
    static int state(String name) {
        if (name.length() != 3) {
            return -1;
        }
        int amount = AMOUNTS.indexOf(name.charAt(0));
        int price = PRICES.indexOf(name.charAt(1));
        int elapsed = ELAPSED.indexOf(name.charAt(2));
        return amount < 0 || price < 0 || elapsed < 0
                ? -1
                : (amount * PRICES.length() + price) * ELAPSED.length() + elapsed;
    }

    /**
     * The mean, over the transitions, of how likely something else would have followed. Added up one by one: in another
     * order the last digit that is put out would not always be the same.
     */
    static double missProbability(int... states) {
        double sum = 0;
        for (int i = 1; i < states.length; i++) {
            double[] row = LIKELY[states[i - 1]];
            for (int other = 0; other < row.length; other++) {
                if (other != states[i]) {
                    sum += row[other];
                }
            }
        }
        return sum / (states.length - 1);
    }

    /** The names of some states, in a row. */
    static String names(int... states) {
        StringJoiner names = new StringJoiner(",");
        for (int state : states) {
            names.add(name(state));
        }
        return names.toString();
    }

    private static List<String> states() {
        List<String> names = new ArrayList<>();
        for (int amount = 0; amount < AMOUNTS.length(); amount++) {
            for (int price = 0; price < PRICES.length(); price++) {
                for (int elapsed = 0; elapsed < ELAPSED.length(); elapsed++) {
                    names.add(name(amount, price, elapsed));
                }
            }
        }
        return List.copyOf(names);
    }

    private static double[][] likely() {
        int size = STATES.size();
        double[][] likely = new double[size][size];
        for (int from = 0; from < size; from++) {
            int sum = 0;
            for (int to = 0; to < size; to++) {
                sum += weight(from, to);
            }
            for (int to = 0; to < size; to++) {
                likely[from][to] = (double) weight(from, to) / sum;
            }
        }
        return likely;
    }

    private static int weight(int from, int to) {
        String name = name(to);
        int amount = AMOUNTS.indexOf(name.charAt(0));
        int sameAmount = name(from).charAt(0) == name.charAt(0) ? 2 : 1;
        return AMOUNT_WEIGHTS[amount]
                * PRICE_WEIGHTS[PRICES.indexOf(name.charAt(1))]
                * ELAPSED_WEIGHTS[ELAPSED.indexOf(name.charAt(2))]
                * sameAmount;
    }
}
