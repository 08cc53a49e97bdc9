package dev.levada.node.replay;

import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.DeadLetter;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells another listener what a task's calls were answered, right before what comes of each answer. An answer is what
 * the operator that makes the calls hands on: to the next one of its chain, or to other tasks, once. So one that hands
 * on nothing is not told: the answer was nothing, or it failed and the record was left out.
 */
final class CallAnswers implements ReplayListener {
    private static final String WHAT = "call";

    private final ReplayListener other;
    private final JobPlan plan;
    private final String caller;
    private final Optional<String> next;
    /** The edges that answers and dead letters are read from: one that leads to all of them. */
    private final Optional<JobPlan.Edge> answers;

    private final Optional<JobPlan.Edge> failures;

    private CallAnswers(ReplayListener other, JobPlan plan, JobPlan.Chain chain) {
        this.other = other;
        this.plan = plan;
        this.caller = chain.name();
        this.next = chain.operators().stream().skip(1).map(Operator::name).findFirst();
        this.answers = edge(Operator.Input.MAIN).filter(any -> next.isEmpty());
        this.failures = edge(DeadLetter.OUTPUT.name());
    }

    /** Of a task of a plan; the same listener if it makes no calls. */
    static ReplayListener of(JobPlan plan, TaskId task, ReplayListener other) {
        return plan.chains().stream()
                .filter(chain -> chain.name().equals(task.chain()) && chain.makesCalls())
                .findFirst()
                .<ReplayListener>map(chain -> new CallAnswers(other, plan, chain))
                .orElse(other);
    }

    private Optional<JobPlan.Edge> edge(String output) {
        return plan.edgesFrom(caller).stream()
                .filter(edge -> edge.operator().equals(caller) && edge.output().equals(output))
                .findFirst();
    }

    @Override
    public void record(String operator, Object value) {
        tellIfNext(operator, value);
        other.record(operator, value);
    }

    @Override
    public void reachedSink(String sink, Object value) {
        tellIfNext(sink, value);
        other.reachedSink(sink, value);
    }

    private void tellIfNext(String operator, Object value) {
        if (next.filter(operator::equals).isPresent()) {
            other.told(caller, WHAT, value);
        }
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        if (isOf(answers, channel)) {
            each(element, answer -> other.told(caller, WHAT, answer));
        }
        if (isOf(failures, channel)) {
            each(element, failure -> other.told(caller, WHAT + " that failed:", ((DeadLetter) failure).error()));
        }
        other.sent(channel, element);
    }

    /** What is broadcast goes to all consumers, and was one answer. */
    private static boolean isOf(Optional<JobPlan.Edge> wanted, ChannelId channel) {
        return wanted.filter(edge -> edge.number() == channel.edge())
                .filter(edge -> edge.partitioning() != Partitioning.Simple.BROADCAST
                        || channel.consumer().index() == 0)
                .isPresent();
    }

    private static void each(Element element, Consumer<Object> listener) {
        if (element instanceof Batch batch) {
            for (int i = 0; i < batch.size(); i++) {
                listener.accept(batch.value(i));
            }
        }
    }

    @Override
    public void told(String operator, String what, Object answer) {
        other.told(operator, what, answer);
    }

    @Override
    public void epoch(long epoch, boolean snapshot) {
        other.epoch(epoch, snapshot);
    }
}
