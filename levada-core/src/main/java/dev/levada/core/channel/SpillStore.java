package dev.levada.core.channel;

/**
 * Room outside memory for what one attempt has sent, put at one end and dropped at the other. It need not outlast the
 * attempt. Confined to the attempt's thread.
 */
public interface SpillStore {

    /**
     * Keeps the first bytes of some until they are dropped; the array is the caller's again afterwards.
     *
     * @return what to get them by, at least 0; larger for later puts
     * @throws SpillException if they cannot be kept now; what was put before is as it was
     */
    long put(byte[] bytes, int length);

    /**
     * What was put.
     *
     * @throws SpillException if it cannot be read, or is not what was put
     */
    byte[] get(long reference);

    /** Forgets all that was put before a reference; {@link Long#MAX_VALUE} for everything. */
    void drop(long before);

    /** Gives all room back; nothing else is called afterwards. */
    void close();
}
