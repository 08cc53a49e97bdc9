package dev.levada.node.remote;

import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.Frame;

/** A connection that was gone before it began: the consumer asks for another one. */
record NoConnection(OpenRequest request) implements Connection {

    @Override
    public int frame(Frame frame) {
        return 0;
    }

    @Override
    public void report(long arrived, long granted) {}

    @Override
    public void acknowledge(long upTo) {}

    @Override
    public void leave() {}

    @Override
    public void breakDown() {}
}
