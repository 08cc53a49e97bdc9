package dev.levada.cluster.coordinator;

import dev.levada.core.plan.ChannelId;
import java.util.List;
import java.util.Map;

/**
 * What a task knows of the channels from attempts that it no longer listens to.
 *
 * @param arrived for each of these channels, the number of the last element that has arrived
 * @param ended those of these channels whose end has arrived, taken or not: no other attempt can add to them
 * @param orphan whether its process depends on something beyond the line that the recovery has drawn
 */
public record Fenced(Map<ChannelId, Long> arrived, List<ChannelId> ended, boolean orphan) {

    public Fenced {
        ended = List.copyOf(ended);
    }

    /** Of a task of which nothing else is known. */
    public Fenced(Map<ChannelId, Long> arrived, List<ChannelId> ended) {
        this(arrived, ended, false);
    }
}
