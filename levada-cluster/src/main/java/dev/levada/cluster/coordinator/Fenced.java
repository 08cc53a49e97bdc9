package dev.levada.cluster.coordinator;

import dev.levada.core.plan.ChannelId;
import java.util.List;
import java.util.Map;

/**
 * What a task knows of the channels from attempts that it no longer listens to.
 *
 * @param arrived for each of these channels, the number of the last element that has arrived
 * @param ended those of these channels whose end has arrived, taken or not: no other attempt can add to them
 */
public record Fenced(Map<ChannelId, Long> arrived, List<ChannelId> ended) {

    public Fenced {
        ended = List.copyOf(ended);
    }
}
