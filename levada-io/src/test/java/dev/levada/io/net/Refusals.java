package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what the audit is told, for a test to wait for. */
final class Refusals implements Audit {
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

    /** One refusal. */
    record Entry(Reason reason, String who, String detail) {}

    @Override
    public void refused(Reason reason, String who, SocketAddress from, String detail) {
        assertThat(from).isNotNull();
        entries.add(new Entry(reason, who, detail));
    }

    Entry next() throws InterruptedException {
        Entry next = entries.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a refusal").isNotNull();
        return next;
    }

    int count() {
        return entries.size();
    }
}
