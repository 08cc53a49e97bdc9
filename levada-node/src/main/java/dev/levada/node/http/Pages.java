package dev.levada.node.http;

/** What the door shows. Asked on the door's one thread, so nothing may wait. */
public interface Pages {

    /** Whether the process works; if it does not, it should be started anew. */
    boolean alive();

    /** Whether it can be given work. */
    boolean ready();

    /** The metrics, in the text format of Prometheus. */
    String metrics();
}
