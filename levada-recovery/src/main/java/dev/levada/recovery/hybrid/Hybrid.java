package dev.levada.recovery.hybrid;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes the two halves for a plan whose chains recover by several protocols, or some of whose edges are gated. All of
 * them take aligned cuts.
 *
 * @param protocols what there is for each choice
 * @param together takes all connected tasks back
 */
public record Hybrid(Map<Recovery, RecoveryProtocol> protocols, RecoveryProtocol together) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        Borders borders = borders(plan);
        TaskRecovery own = of(plan.chain(task.chain()).recovery()).forTask(plan, task);
        TaskRecovery border = new BorderTask(
                own, borders.keepsForOthers(task), borders.mayBeginAnew(task), borders.mayTakeBack(task));
        Set<ChannelId> outputs = borders.gatedOutputs(task);
        if (!outputs.isEmpty() && !borders.forgets(task)) {
            throw new IllegalArgumentException(
                    "task %s repeats exactly, so nothing that it sends is held back by a gate".formatted(task));
        }
        Set<ChannelId> inputs = borders.gatedInputs(task);
        TaskRecovery sending = outputs.isEmpty() ? border : new GatedOutputs(border, outputs);
        return inputs.isEmpty() ? sending : new GatedInputs(sending, inputs);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        Map<String, JobRecovery> chains = new LinkedHashMap<>();
        Map<Recovery, JobRecovery> made = new LinkedHashMap<>();
        for (JobPlan.Chain chain : plan.chains()) {
            chains.put(chain.name(), made.computeIfAbsent(chain.recovery(), each -> of(each).forJob(plan)));
        }
        return new SeveralProtocols(chains, borders(plan), together.forJob(plan));
    }

    private Borders borders(JobPlan plan) {
        return new Borders(plan, recovery -> of(recovery).kept());
    }

    private RecoveryProtocol of(Recovery recovery) {
        RecoveryProtocol protocol = protocols.get(recovery);
        if (protocol == null) {
            throw new IllegalArgumentException(
                    "recovery by %s cannot be mixed with others".formatted(recovery.label()));
        }
        return protocol;
    }
}
