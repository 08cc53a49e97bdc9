package dev.levada.node.reign;

import dev.levada.node.storage.RecordLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One log of a reign. One command is on its way at a time, with all that has gathered while the one before was, so that
 * the order is that of the calls. Any thread.
 */
final class ReignLog implements RecordLog {
    /** A command is an entry of the members' log, and is held by each until a snapshot. */
    private static final int MAX_COMMAND_BYTES = 256 << 10;

    private static final int MAX_WAITING_BYTES = 16 << 20;

    private final Reign reign;
    private final String name;
    private final List<byte[]> recalled;

    /** Guarded, as what follows is, by the lock of this object. */
    private final Deque<Write> waiting = new ArrayDeque<>();

    private long waitingBytes;
    private boolean onItsWay;
    private boolean closed;

    /** @param records one, unless they replace all that is there */
    private record Write(List<byte[]> records, boolean replaces, Runnable then, Consumer<Throwable> failed) {
        long bytes() {
            return records.stream().mapToLong(record -> record.length).sum();
        }
    }

    ReignLog(Reign reign, String name, List<byte[]> recalled) {
        this.reign = reign;
        this.name = name;
        this.recalled = recalled;
    }

    @Override
    public List<byte[]> recalled() {
        return recalled;
    }

    @Override
    public void append(byte[] record, Runnable then, Consumer<Throwable> failed) {
        put(new Write(List.of(record), false, then, failed));
    }

    @Override
    public void replace(List<byte[]> records, Consumer<Throwable> failed) {
        put(new Write(List.copyOf(records), true, () -> {}, failed));
    }

    private void put(Write write) {
        String refusal = refusal(write);
        if (refusal == null) {
            sendNext();
        } else {
            write.failed().accept(new IllegalStateException(refusal));
        }
    }

    private synchronized @Nullable String refusal(Write write) {
        if (closed) {
            return "log '%s' is closed".formatted(name);
        }
        long bytes = write.bytes();
        if (waitingBytes > 0 && waitingBytes + bytes > MAX_WAITING_BYTES) {
            return "%d bytes wait to be agreed on by the members of the coordinator, which do not answer"
                    .formatted(waitingBytes);
        }
        waitingBytes += bytes;
        waiting.add(write);
        return null;
    }

    private void sendNext() {
        List<Write> next = taken();
        if (next.isEmpty()) {
            return;
        }
        List<byte[]> records =
                next.stream().flatMap(write -> write.records().stream()).toList();
        LedgerCommand command = next.get(0).replaces()
                ? new LedgerCommand.Replace(reign.number(), name, records)
                : new LedgerCommand.Append(reign.number(), name, records);
        CompletableFuture<Void> unused = reign.send(command).handle((answer, failure) -> {
            done(next, failure);
            return null;
        });
    }

    /** What goes in one command; none while one is on its way. */
    private synchronized List<Write> taken() {
        List<Write> next = new ArrayList<>();
        long bytes = 0;
        while (!onItsWay && !waiting.isEmpty()) {
            Write first = waiting.getFirst();
            bytes += first.bytes();
            if (!next.isEmpty() && (first.replaces() || next.get(0).replaces() || bytes > MAX_COMMAND_BYTES)) {
                break;
            }
            next.add(waiting.removeFirst());
        }
        onItsWay |= !next.isEmpty();
        return next;
    }

    private void done(List<Write> written, @Nullable Throwable failure) {
        for (Write write : written) {
            if (failure == null) {
                write.then().run();
            } else {
                write.failed()
                        .accept(
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure);
            }
        }
        synchronized (this) {
            onItsWay = false;
            waitingBytes -= written.stream().mapToLong(Write::bytes).sum();
            notifyAll();
        }
        sendNext();
    }

    /** Takes nothing more, and waits until what was taken is written or failed, which it is when the reign is over. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            while (onItsWay || !waiting.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
