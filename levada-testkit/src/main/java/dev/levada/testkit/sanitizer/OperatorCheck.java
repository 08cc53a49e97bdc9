package dev.levada.testkit.sanitizer;

import dev.levada.api.Sources;
import dev.levada.api.codec.Codec;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Mapper;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WindowEnd;
import dev.levada.core.state.KeyedState;
import dev.levada.testkit.sanitizer.Difference.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs one operator over a tape, and again as a task would that recovers, and compares. */
public final class OperatorCheck {
    private static final String INPUT = "(input)";
    private static final String OUTPUT = "(output)";
    private static final String NO_FAILURE = "it did not";

    private final Operator operator;
    private final Definition.Transform transform;
    private final Tape tape;
    private final Codecs codecs;
    private final Codec<Object> codec;
    private final TaskId id;
    private final ChannelId input;
    private long attempts;

    /** @param operator a transform; its inputs and parallelism do not matter */
    public OperatorCheck(Operator operator, Tape tape, Codecs codecs) {
        this.operator = operator;
        this.transform = (Definition.Transform) operator.definition();
        this.tape = tape;
        this.codecs = codecs;
        this.codec = codecs.codec(Object.class);
        this.id = new TaskId(operator.name(), 0);
        this.input = new ChannelId(new TaskId(INPUT, 0), id, 0);
    }

    /** An attempt, over. */
    private record Done(Attempt attempt, List<List<Watched.Emission>> emissions) {}

    /**
     * Looks for a difference between a first run and others.
     *
     * @param runs how many others of each kind, from 1: what depends on chance may be the same twice
     */
    public Optional<Difference> run(int runs) throws Exception {
        Done first = attempt(TaskStart.fresh(++attempts, "sanitizer"), false);
        Optional<String> failure = first.attempt().failure();
        if (failure.isPresent()) { // in the whole topology it did not
            int record = Math.max(1, first.emissions().size() - 1);
            return Optional.of(difference(Run.REPLAY, record, "failed", NO_FAILURE, failure.get()));
        }
        for (int i = 0; i < runs; i++) {
            Done again = attempt(
                    TaskStart.fresh(++attempts, "sanitizer").repeating(determinants(first, attempts, 0)), false);
            Optional<Difference> difference =
                    compare(Run.REPLAY, first, again, 0).or(() -> compareStates(Run.REPLAY, first, again, Feed.MIDDLE));
            if (difference.isEmpty() && first.attempt().snapshot(Feed.MIDDLE).isPresent()) {
                difference = compare(Run.RESTORED, first, restored(first), Feed.half(tape));
            }
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Done attempt(TaskStart start, boolean restored) throws Exception {
        List<Watched> made = new ArrayList<>();
        Definition.Transform watched = new Definition.Transform(
                () -> {
                    Watched each = new Watched(Tape.unchecked(transform), codec);
                    made.add(each);
                    return each;
                },
                transform.key());
        Attempt attempt =
                new Attempt(plan(watched), id, start, new Feed(input, tape, key(), start.attempt(), restored), codecs);
        attempt.run();
        return new Done(attempt, made.get(0).emissions());
    }

    private Done restored(Done first) throws Exception {
        TaskSnapshot snapshot = first.attempt().snapshot(Feed.MIDDLE).orElseThrow();
        Map<String, TaskStart.OperatorStart> starts = new LinkedHashMap<>();
        List<byte[]> blocks = first.attempt().state(Feed.MIDDLE);
        if (!blocks.isEmpty()) {
            starts.put(operator.name(), new TaskStart.OperatorStart(Optional.of(loaded(blocks)), List.of(), List.of()));
        }
        attempts++;
        return attempt(
                new TaskStart(
                        attempts,
                        "sanitizer",
                        Feed.MIDDLE,
                        WindowEnd.none(),
                        false,
                        snapshot.inputs(),
                        List.of(),
                        new LinkedHashMap<>(),
                        snapshot.externalCalls(),
                        SourcePositions.none(),
                        starts,
                        determinants(first, attempts, Feed.MIDDLE),
                        new LinkedHashMap<>(),
                        snapshot.loop(),
                        snapshot.watermarks()),
                true);
    }

    private byte[] determinants(Done first, long attempt, long epoch) throws VoidAttemptException {
        return DeterminantSlice.takenOver(first.attempt().log(), id, attempt, epoch);
    }

    private JobPlan plan(Definition.Transform watched) {
        Operator tested = alone(operator.name(), watched);
        Partitioning partitioning =
                transform.key().<Partitioning>map(Partitioning.ByKey::new).orElse(Partitioning.forward());
        return new JobPlan(
                "sanitizer",
                Guarantee.EXACTLY_ONCE,
                Stream.of(alone(INPUT, input()), tested, alone(OUTPUT, watched))
                        .map(each -> new JobPlan.Chain(List.of(each), 1, false, Recovery.pessimistic()))
                        .toList(),
                List.of(
                        new JobPlan.Edge(0, INPUT, INPUT, Operator.Input.MAIN, operator.name(), partitioning),
                        new JobPlan.Edge(
                                1,
                                operator.name(),
                                operator.name(),
                                Operator.Input.MAIN,
                                OUTPUT,
                                Partitioning.forward())));
    }

    private Definition input() {
        Optional<EventTimes> times =
                tape.isTimed() ? Optional.of(new EventTimes(value -> 0, Duration.ZERO)) : Optional.empty();
        return new Definition.Read(Sources.of(List.of()), times);
    }

    private Operator alone(String name, Definition definition) {
        return new Operator(name, definition, 1, operator.onError(), Optional.empty(), true, false, List.of());
    }

    @SuppressWarnings("unchecked") // the topology gave it a stream of what it takes
    private @Nullable Mapper<Object, Object> key() {
        return (Mapper<Object, Object>) transform.key().orElse(null);
    }

    /** @param skipped how many records the other run did not get, as it began behind them */
    private Optional<Difference> compare(Run run, Done first, Done again, int skipped) {
        int calls = Math.max(first.emissions().size(), again.emissions().size() + skipped);
        for (int call = skipped == 0 ? 0 : skipped + 1; call < calls; call++) {
            List<Watched.Emission> one = emitted(first, call);
            List<Watched.Emission> other = emitted(again, call - skipped);
            if (!isSame(one, other)) {
                return Optional.of(difference(run, Math.max(1, call), "emitted", one.toString(), other.toString()));
            }
        }
        Optional<String> failed = first.attempt().failure();
        Optional<String> failedAgain = again.attempt().failure();
        if (!failed.equals(failedAgain)) {
            return Optional.of(difference(
                    run,
                    Math.max(1, again.emissions().size() - 1 + skipped),
                    "failed",
                    failed.orElse(NO_FAILURE),
                    failedAgain.orElse(NO_FAILURE)));
        }
        return compareStates(run, first, again, Feed.END);
    }

    private static List<Watched.Emission> emitted(Done done, int call) {
        return call < done.emissions().size() ? done.emissions().get(call) : List.of();
    }

    private static boolean isSame(List<Watched.Emission> one, List<Watched.Emission> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).isSame(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Difference> compareStates(Run run, Done first, Done again, long epoch) {
        List<byte[]> one = first.attempt().state(epoch);
        List<byte[]> other = again.attempt().state(epoch);
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = Arrays.equals(one.get(i), other.get(i));
        }
        int record = epoch == Feed.MIDDLE ? Feed.half(tape) : tape.size();
        return same ? Optional.empty() : Optional.of(stateDifference(run, Math.max(1, record), one, other));
    }

    private Difference stateDifference(Run run, int record, List<byte[]> one, List<byte[]> other) {
        List<String> texts = StateText.firstDifference(loaded(one), loaded(other));
        return difference(run, record, "state", texts.get(0), texts.get(1));
    }

    /** The state in a snapshot; none at all if an attempt did not come to that. */
    private KeyedState loaded(List<byte[]> blocks) {
        KeyedState state = new KeyedState(operator.name(), codecs);
        if (!blocks.isEmpty()) {
            state.load(blocks.iterator(), hash -> true);
        }
        return state;
    }

    private Difference difference(Run run, int record, String subject, String one, String other) {
        return new Difference(operator.name(), run, record, tape.size(), subject, one, other);
    }
}
