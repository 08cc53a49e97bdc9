package dev.levada.testkit.mutant;

import dev.levada.core.recovery.LogControl;

/** Passes everything on; what is built on it does something else. */
class ForwardingLog implements LogControl {
    private final LogControl other;

    ForwardingLog(LogControl other) {
        this.other = other;
    }

    @Override
    public void cut(long epoch, boolean snapshot) {
        other.cut(epoch, snapshot);
    }

    @Override
    public void window(long number) {
        other.window(number);
    }

    @Override
    public void reseed() {
        other.reseed();
    }

    @Override
    public void restartTurns() {
        other.restartTurns();
    }

    @Override
    public long keep() {
        return other.keep();
    }

    @Override
    public void release(long upTo) {
        other.release(upTo);
    }
}
