package dev.levada.io.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The I/O threads of a process: one for control, some for data. Daemons. */
public final class NetThreads implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final EventLoopGroup control;
    private final EventLoopGroup data;

    /**
     * Makes the threads; they start when they are needed.
     *
     * @param name what their names start with
     * @param dataThreads 1 to 64
     */
    public NetThreads(String name, int dataThreads) {
        if (dataThreads < 1 || dataThreads > 64) {
            throw new IllegalArgumentException("data threads must be 1 to 64, was " + dataThreads);
        }
        control = group(name + "-control", 1);
        data = group(name + "-data", dataThreads);
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    EventLoopGroup of(Purpose purpose) {
        return switch (purpose) {
            case CONTROL -> control;
            case DATA -> data;
        };
    }

    /** Closes what is still open and ends the threads; waits up to 5 s for them. Not to be called by one of them. */
    @Override
    public void close() {
        Future<?> controlEnds = control.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        Future<?> dataEnds = data.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        controlEnds.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        dataEnds.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
