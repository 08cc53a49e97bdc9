package dev.levada.cli.replay;

import dev.levada.cluster.replay.ReplayListener;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import dev.levada.node.text.Printable;
import java.io.PrintStream;
import java.util.Set;

/** Prints what a task does in a replay, a line each, in the order in which it does it. */
final class PrintedReplay implements ReplayListener {
    private final PrintStream out;
    private final Set<PrintKind> kinds;

    /** @param kinds what is printed */
    PrintedReplay(PrintStream out, Set<PrintKind> kinds) {
        this.out = out;
        this.kinds = kinds;
    }

    @Override
    public void record(String operator, Object value) {
        print(PrintKind.records, "record", operator, value);
    }

    @Override
    public void told(String operator, String what, Object answer) {
        print(PrintKind.answers, "answer", operator, what + " " + answer);
    }

    @Override
    public void reachedSink(String sink, Object value) {
        print(PrintKind.output, "output", sink, value);
    }

    @Override
    public void epoch(long epoch, boolean snapshot) {
        print(PrintKind.epochs, "epoch", String.valueOf(epoch), snapshot ? "begins" : "begins, without a snapshot");
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        String to = channel.consumer() + "/" + channel.edge();
        element.deliverTo(new ElementHandler() {
            @Override
            public void onBatch(Batch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    sent(batch.firstSequence() + i, batch.value(i));
                }
            }

            @Override
            public void onBarrier(Barrier barrier) {
                sent(barrier.firstSequence(), "(barrier of epoch %d)".formatted(barrier.epoch()));
            }

            @Override
            public void onLap(Lap lap) {
                sent(lap.firstSequence(), "(lap %d)".formatted(lap.number()));
            }

            @Override
            public void onWatermark(Watermark watermark) {
                sent(
                        watermark.firstSequence(),
                        (watermark.idle() ? "(watermark %d, idle)" : "(watermark %d)").formatted(watermark.millis()));
            }

            @Override
            public void onEnd(EndOfStream end) {
                sent(end.firstSequence(), "(end)");
            }

            private void sent(long number, Object what) {
                print(PrintKind.output, "output", to, "%d %s".formatted(number, what));
            }
        });
    }

    private void print(PrintKind kind, String word, String where, Object what) {
        if (kinds.contains(kind)) {
            out.println(Printable.line("%-6s  %s  %s".formatted(word, where, what)));
        }
    }
}
