package dev.levada.connectors.jdbc;

/**
 * How often something is tried, and how long it waits in between: twice as long each time, up to a limit.
 *
 * @param tries in all, from 1
 */
record Backoff(int tries, long firstMillis, long mostMillis) {
    /** About seven seconds: enough for a restart of the server; after that the task is tried again as a whole. */
    static final Backoff USUAL = new Backoff(8, 100, 2_000);

    /** @param tried how often so far, from 1 */
    boolean over(int tried) {
        return tried >= tries;
    }

    void pause(int tried) throws InterruptedException {
        Thread.sleep(Math.min(mostMillis, firstMillis << Math.min(tried - 1, 20)));
    }
}
