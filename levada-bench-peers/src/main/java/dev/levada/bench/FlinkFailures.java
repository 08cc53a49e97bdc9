package dev.levada.bench;

import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.core.execution.JobExecutionStatusEvent;
import org.apache.flink.core.execution.JobStatusChangedListener;
import org.apache.flink.core.execution.JobStatusChangedListenerFactory;

/** Tells, from the job manager, that it has noticed a failure of a job. */
public final class FlinkFailures implements JobStatusChangedListenerFactory {
    /** In the job manager's configuration: where that is heard. */
    static final ConfigOption<Integer> PORT =
            ConfigOptions.key("levada.bench.port").intType().noDefaultValue();

    /** As Flink makes it. */
    public FlinkFailures() {}

    @Override
    public JobStatusChangedListener createListener(Context context) {
        Consumer<String> told = Voice.to(context.getConfiguration().get(PORT));
        return event -> {
            if (event instanceof JobExecutionStatusEvent change && change.newStatus() == JobStatus.RESTARTING) {
                told.accept(OutputLines.FAILED);
            }
        };
    }
}
