package dev.levada.testkit.world;

import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.channel.Frame;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.core.snapshot.StateSample;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.recovery.replicate.Replicated;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.guest.GuestJob;
import dev.levada.testkit.sample.InjectedException;
import dev.levada.testkit.sample.Outside;
import dev.levada.testkit.sample.SampleJob;
import dev.levada.testkit.sample.SampleSink;
import dev.levada.testkit.sample.Workload;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Those who watch, and know what must not be. */
final class Oracles implements Outside {
    private static final long MILLI = 1_000_000;

    private final World world;
    private final Chance chance;
    private final Map<SampleSink, Ledger> ledgers = new LinkedHashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final Map<TaskId, Long> granted = new LinkedHashMap<>();
    private final Map<Long, Integer> triggered = new LinkedHashMap<>();
    private final Acknowledged acknowledged;
    private final CompleteEpochs complete;
    private final Orphans orphans;
    private final LostWorkers lost;
    private final Gates gates;
    private final Majorities majorities;
    private final Effects effects;
    private final Map<TaskId, Long> floors = new LinkedHashMap<>();
    private final Map<ChannelId, Map<Long, Object>> come = new LinkedHashMap<>();
    private final Map<String, Set<String>> cuts = new LinkedHashMap<>();
    /** What calls were about, by their keys. */
    private final Map<String, Long> lookedUp = new LinkedHashMap<>();

    private long answers;
    private long lastRound;
    private long lastDeployed;
    private long completeEpoch;

    Oracles(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.effects = new Effects(world);
        this.complete = new CompleteEpochs(world, ledgers, effects);
        this.orphans = new Orphans(world);
        this.lost = new LostWorkers(world);
        this.gates = new Gates(world);
        this.majorities = new Majorities(world);
        this.acknowledged = new Acknowledged(world, ledgers);
    }

    void expect(Workload job) {
        List<Long> all = job.all();
        for (SampleJob.Output output : job.outputs()) {
            ledgers.put(output.sink(), new Ledger(world, output, all));
        }
    }

    // The systems outside

    @Override
    public void committing() {
        if (world.faulty(Fault.SINK_SLOW) && chance.percent(10)) {
            world.workers().forEach(worker -> worker.delay(chance.between(MILLI, 30 * MILLI)));
        }
    }

    @Override
    public void committed() {
        if (world.faulty(Fault.SINK_ANSWER_LOST) && chance.percent(4)) {
            throw new InjectedException("the answer to a commit is lost");
        }
    }

    @Override
    public void shown(SampleSink sink, SampleSink.Transaction transaction) {
        long epoch = transaction.epoch();
        if (epoch < 1L << 40 && epoch > completeEpoch) {
            violated("sink %s shows epoch %d, but only %d is complete".formatted(sink.name(), epoch, completeEpoch));
        }
        if (!transaction.items().isEmpty()) {
            world.moves();
        }
        Ledger ledger = ledgers.get(sink);
        if (ledger != null) {
            ledger.shown(transaction);
        }
    }

    @Override
    public void shown(SampleSink sink, SampleSink.Effect effect) {
        if (effects.shown(sink, effect)) {
            shown(sink, new SampleSink.Transaction(effect.subtask(), effect.attempt(), 0, List.of(effect.item())));
        }
    }

    @Override
    public long answer(String key) {
        answers++;
        if (answers % 50 == 0) {
            throw new InjectedException("no answer to %s, for the %d. time".formatted(key, answers));
        }
        return answers;
    }

    @Override
    public long lookUp(String key, long id) {
        Long before = lookedUp.putIfAbsent(key, id);
        if (before != null) {
            world.sometimes("a call made again");
        }
        if (before != null && before != id) {
            violated("call %s is about %d, and was about %d".formatted(key, id, before));
        }
        return answers++;
    }

    /**
     * A frame has come that a consumer takes: what has a number has it for good, if attempts repeat exactly. What a
     * void attempt takes is nobody's affair.
     */
    void come(Frame frame, long consumerAttempt) {
        if (frame.element() instanceof Watermark watermark && watermark.idle()) {
            world.sometimes("nobody waits for an idle input");
        }
        TaskId consumer = frame.channel().consumer();
        if (!someStay() || granted.getOrDefault(consumer, 0L) > consumerAttempt) {
            return;
        }
        Map<Long, Object> known = come.computeIfAbsent(frame.channel(), any -> new LinkedHashMap<>());
        Element element = frame.element();
        for (long number = element.firstSequence(); number <= element.lastSequence(); number++) {
            Object value =
                    element instanceof Batch batch ? batch.value((int) (number - element.firstSequence())) : element;
            Object before = known.putIfAbsent(number, value);
            if (before != null && !world.job().isSame(before, value)) {
                violated("on channel %s number %d is %s, and was %s".formatted(frame.channel(), number, value, before));
            }
            if (before != null) {
                world.sometimes("the same number again");
            }
        }
    }

    @Override
    public void violated(String what) {
        world.violated(what);
    }

    @Override
    public void sometimes(String what) {
        world.sometimes(what);
    }

    // Tasks

    private void begun(TaskId task, long attempt) {
        if (!begun.add(task + "/" + attempt)) {
            violated("attempt %d at %s was begun twice".formatted(attempt, task));
        }
    }

    /** A task that counts, or may, has ended an epoch. */
    void cut(TaskSnapshot snapshot) {
        if (snapshot.window() == 0
                && Replicated.hasFollowers(
                        world.plan(), world.plan().chain(snapshot.task().chain()))) {
            cuts.computeIfAbsent(snapshot.task() + "/" + snapshot.epoch(), any -> new LinkedHashSet<>())
                    .add(place(snapshot));
        }
    }

    /** An attempt that counts has failed, as far as the coordinator knows. */
    void failing(TaskId task, Carrier.Failure failure) {
        majorities.failing(task, failure);
    }

    /** A follower is an attempt from here on. */
    void leads(TaskId task, long attempt, int worker) {
        begun(task, attempt);
        majorities.leads(task, worker);
    }

    /** An attempt begins with a snapshot, or with nothing. */
    void built(TaskId task, long attempt) {
        begun(task, attempt);
        majorities.begins(task);
    }

    /** One that follows it has, too: where the other did, which was before. */
    void passed(TaskSnapshot snapshot, int worker) {
        majorities.passed(snapshot, worker);
        Set<String> known = cuts.getOrDefault(snapshot.task() + "/" + snapshot.epoch(), new LinkedHashSet<>());
        if (!known.contains(place(snapshot))) {
            violated("a follower of %s passes epoch %d at %s, and it was at %s"
                    .formatted(snapshot.task(), snapshot.epoch(), place(snapshot), known));
        }
    }

    private String place(TaskSnapshot snapshot) {
        return "in %s, out %s, calls %d, time %s, state %s"
                .formatted(
                        snapshot.inputs(),
                        snapshot.outputs(),
                        snapshot.externalCalls(),
                        snapshot.watermarks(),
                        world.job() instanceof GuestJob ? "any" : StateSample.of(snapshot));
    }

    // The coordinator

    void triggered(long epoch, int incarnation) {
        Integer before = triggered.putIfAbsent(epoch, incarnation);
        if ((before != null && before != incarnation) || epoch <= completeEpoch) {
            violated("epoch number %d was used again".formatted(epoch));
        }
    }

    /** All attempts below these are void: nothing that they write may count. */
    void deployed(Deployment deployment) {
        deployment.attempts().forEach((task, attempt) -> floors.merge(task, attempt, Math::max));
        if (someStay() && deployment.round() > lastDeployed) {
            lastDeployed = deployment.round();
            come.keySet().removeIf(channel -> mayDiffer(channel, deployment));
            world.sometimes(kind(deployment));
            lost.deployed(deployment);
            gates.deployed(deployment);
        }
    }

    /** Whether a later attempt than this one was deployed. */
    boolean isReplaced(TaskId task, long attempt) {
        return attempt < floors.getOrDefault(task, 0L);
    }

    /** Whether there are consumers that stay where they are when a producer goes back, and are right to. */
    private boolean someStay() {
        return world.logs().any() || world.plan().hasGates();
    }

    /** What a consumer knew that does something else now, or that is gone, too, nobody may know any more. */
    private boolean mayDiffer(ChannelId channel, Deployment deployment) {
        boolean back = deployment.attempts().containsKey(channel.consumer());
        return back
                && (dependsOnMemory(channel.producer().chain())
                        || !deployment.repeating().contains(channel.consumer()));
    }

    /** Whether what a chain does follows from what some have in memory only, be it for a while. */
    private boolean dependsOnMemory(String chain) {
        Predicate<TaskId> matters = world.plan().mattersTo(new TaskId(chain, 0));
        return world.plan().chains().stream()
                .map(each -> each.task(0))
                .filter(matters)
                .map(world.policy()::kept)
                .anyMatch(kept -> kept.mayBeLost() || kept == Kept.LATER);
    }

    private static String kind(Deployment deployment) {
        int repeating = deployment.repeating().size();
        if (repeating == 0) {
            return "nobody repeated";
        }
        return repeating == deployment.attempts().size()
                ? "some repeated alone"
                : "some repeated, and others began anew";
    }

    /** An attempt wrote to the store, which took it. */
    void stored(TaskId task, long attempt) {
        if (isReplaced(task, attempt)) {
            violated("attempt %d at %s wrote to the store after attempt %d began"
                    .formatted(attempt, task, floors.getOrDefault(task, 0L)));
        }
    }

    void round(long round) {
        if (round < lastRound) {
            violated("recovery %d came after %d".formatted(round, lastRound));
        }
        lastRound = Math.max(lastRound, round);
    }

    /** A worker's process is gone. */
    void gone() {
        lost.gone();
    }

    /** A worker has told the coordinator something. */
    void reported(Report report) {
        if (report instanceof Report.Fenced fenced) {
            orphans.fenced(fenced);
        }
    }

    /** A decision will not be lost any more. */
    void decided(Decision decision) {
        if (decision instanceof Decision.AttemptsGranted given) {
            world.sometimes("a recovery");
            orphans.granted(given);
            effects.granted(given.attempts());
            given.attempts().forEach((task, attempt) -> {
                if (granted.getOrDefault(task, 0L) > attempt) {
                    violated("attempt %d at %s was granted after a later one".formatted(attempt, task));
                }
                granted.put(task, attempt);
            });
        } else if (decision instanceof Decision.EpochCompleted completed) {
            world.sometimes("an epoch complete");
            if (completed.epoch() <= completeEpoch) {
                violated("epoch %d was complete after %d".formatted(completed.epoch(), completeEpoch));
            }
            completeEpoch = Math.max(completeEpoch, completed.epoch());
            complete.check(completed);
            lost.epochComplete();
            completed.snapshots().forEach((task, name) -> majorities.complete(task, StoredSnapshot.attemptOf(name)));
        } else if (decision instanceof Decision.PositionsRecorded recorded) {
            acknowledged.check(recorded);
            if (world.profile().guarantee() == Guarantee.EXACTLY_ONCE) {
                effects.decided(recorded);
            }
        }
    }

    /** What was decided and not known to be durable may be so after a restart. */
    void recalled(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.EpochCompleted completed) {
                completeEpoch = Math.max(completeEpoch, completed.epoch());
            }
        }
    }

    void finished() {
        ledgers.values().forEach(Ledger::finished);
        Witnesses.check(world, List.copyOf(ledgers.values()));
    }
}
