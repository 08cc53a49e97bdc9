package dev.levada.node.worker;

import java.util.concurrent.ThreadFactory;

/** Makes threads of one name, for which a process that is done does not wait. Any thread. */
public record DaemonThreads(String name) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
