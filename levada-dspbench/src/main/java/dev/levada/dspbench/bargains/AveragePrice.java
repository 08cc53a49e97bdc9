package dev.levada.dspbench.bargains;

/**
 * The volume-weighted average price of the trades of an hour. Whole numbers, so that it is exact.
 *
 * @param value in cents
 */
record AveragePrice(long hour, long shares, long value) {
    private static final double CENTS = 100.0;

    /** No trade yet. */
    static final AveragePrice NONE = new AveragePrice(Long.MIN_VALUE, 0, 0);

    /** With another trade, which begins anew if it is of another hour. */
    AveragePrice with(Order trade) {
        long traded = trade.cents() * trade.size();
        return trade.hour() == hour
                ? new AveragePrice(hour, shares + trade.size(), value + traded)
                : new AveragePrice(trade.hour(), trade.size(), traded);
    }

    /** What an offer gains against the average; 0 if it is not below. */
    double index(Order quote) {
        if (shares == 0) {
            return 0;
        }
        double average = value / (CENTS * shares);
        double ask = quote.cents() / CENTS;
        return average > ask ? Math.exp(average - ask) * quote.size() : 0;
    }
}
