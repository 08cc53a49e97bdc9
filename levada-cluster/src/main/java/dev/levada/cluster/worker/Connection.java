package dev.levada.cluster.worker;

import dev.levada.core.channel.Frame;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import org.jspecify.annotations.Nullable;

/**
 * What carries one channel between two attempts for a while, as a TCP connection would: in order, without loss, until
 * it breaks. Used by the thread of the task at this end.
 */
public interface Connection {

    /** What it was opened for; the same at both ends. */
    OpenRequest request();

    /**
     * To the consumer.
     *
     * @return how many bytes it takes
     */
    int frame(Frame frame);

    /**
     * To the producer.
     *
     * @param arrived the last number that has arrived
     * @param granted how many elements may have been sent over this connection by now
     */
    void report(long arrived, long granted);

    /** To the producer: numbers up to this one are not wanted again. */
    void acknowledge(long upTo);

    /** This end has left it for another one. */
    void leave();

    /** This end is gone, and the other one is to notice. */
    void breakDown();

    /** The producer's end, if elements go by reference within this process; then nothing else is sent over it. */
    default @Nullable OutputChannel output() {
        return null;
    }

    /** The consumer's end, if elements go by reference within this process. */
    default @Nullable InputChannel input() {
        return null;
    }
}
