package dev.levada.core.recovery;

import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a task stood in its inputs when it ended epochs of which it is not known yet what became of them. */
public final class CutPositions {
    private final ArrayDeque<Cut> cuts = new ArrayDeque<>();

    private record Cut(long epoch, Map<ChannelId, Long> next) {}

    /** Nothing has ended. */
    public CutPositions() {}

    /**
     * An epoch ends.
     *
     * @param epoch the one that begins, higher than those before
     * @param next as of {@link TaskControl#nextSequences}
     */
    public void add(long epoch, Map<ChannelId, Long> next) {
        cuts.add(new Cut(epoch, next));
    }

    /** Those of an epoch; empty if it was not added. It is forgotten, with all before it. */
    public Map<ChannelId, Long> take(long epoch) {
        Map<ChannelId, Long> taken = new LinkedHashMap<>();
        Cut oldest;
        while ((oldest = cuts.peek()) != null && oldest.epoch() <= epoch) {
            cuts.remove();
            if (oldest.epoch() == epoch) {
                taken = oldest.next();
            }
        }
        return taken;
    }
}
