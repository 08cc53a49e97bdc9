package dev.levada.dspbench.bargains;

import dev.levada.dspbench.draw.Numbers;

/** What the search for bargains hears of a symbol. */
sealed interface Event {
    double THRESHOLD = 0.001;

    String symbol();

    /** The average price has changed. */
    record Traded(String symbol, AveragePrice price) implements Event {}

    /** Somebody offers shares. */
    record Quoted(Order quote) implements Event {
        @Override
        public String symbol() {
            return quote.symbol();
        }

        String line(double index) {
            return "%d|%s|%d|%d|%d"
                    .formatted(quote.seq(), quote.symbol(), quote.cents(), quote.size(), Numbers.micros(index));
        }
    }
}
