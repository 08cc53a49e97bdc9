package dev.levada.core.plan;

/**
 * A channel, whatever carries it.
 *
 * @param edge the {@link JobPlan.Edge} it belongs to
 */
public record ChannelId(TaskId producer, TaskId consumer, int edge) {

    @Override
    public String toString() {
        return producer + "->" + consumer + "/" + edge;
    }
}
