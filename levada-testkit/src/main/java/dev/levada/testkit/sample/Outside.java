package dev.levada.testkit.sample;

/** The world as seen by the systems outside the job. */
public interface Outside {

    /** Before a commit: may take time, or fail. */
    void committing();

    /** After a commit: its answer may get lost. */
    void committed();

    /** Items that everybody can see from now on. */
    void shown(SampleSink sink, SampleSink.Transaction transaction);

    /** Likewise, of a sink that shows at once, with a key. */
    void shown(SampleSink sink, SampleSink.Effect effect);

    /**
     * What is asked from outside has another answer each time.
     *
     * @param key the same if it is asked again because the answer may be lost
     */
    long answer(String key);

    /**
     * Likewise, about an item, without waiting.
     *
     * @param key never that of a call about another item
     */
    long lookUp(String key, long id);

    /** Something happened that never may. */
    void violated(String what);

    void sometimes(String what);
}
