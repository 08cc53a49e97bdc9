package dev.levada.dspbench.calls;

import static dev.levada.dspbench.calls.Part.Kind.FAN_OUT;
import static dev.levada.dspbench.calls.Part.Kind.MADE;
import static dev.levada.dspbench.calls.Part.Kind.MADE_SLOW;
import static dev.levada.dspbench.calls.Part.Kind.MEAN;
import static dev.levada.dspbench.calls.Part.Kind.NEW;
import static dev.levada.dspbench.calls.Part.Kind.RECEIVED;
import static dev.levada.dspbench.calls.Part.Kind.SCORE;
import static dev.levada.dspbench.calls.Part.Kind.SHORT;
import static dev.levada.dspbench.calls.Part.Kind.TALK_TIME;
import static dev.levada.dspbench.calls.Part.Kind.UNLIKELY;

import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Scores callers by how much they seem to call to sell something. */
public final class VoipStream implements Application {

    @Override
    public About about() {
        return About.of(
                "vs",
                "VoIPStream",
                "scores callers by how much they seem to sell something: seq|caller|seconds|score",
                50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.numbered("calls", new CallRecords(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream<Call> calls = feeds.get(0)
                .flatMap(Call::parse)
                .named("parse")
                .keyBy(Call::pair)
                .process("new-callees", NewCallees::new);
        KeyedStream<String, Call> byCaller = calls.keyBy(Call::caller);
        Stream<Part> made = byCaller.process("made", () -> new Rate(MADE));
        Stream<Part> toNew = byCaller.process("to-new", () -> new Rate(NEW));
        Stream<Part> madeSlow = byCaller.process("made-slow", () -> new Rate(MADE_SLOW));
        Stream<Part> talkTime = byCaller.process("talk-time", () -> new Rate(TALK_TIME));
        Stream<Part> received =
                calls.flatMap(Side::of).named("sides").keyBy(Side::number).process("received", ReceivedRate::new);
        Stream<Part> mean =
                calls.keyBy(call -> 0).process("mean", MeanDuration::new).parallelism(1);

        Stream<Part> fanOut = made.merge(received)
                .keyBy(Part::caller)
                .process("fan-out", () -> new Joining(FAN_OUT, List.of(MADE, RECEIVED), VoipStream::fanOut));
        Stream<Part> unlikely = toNew.merge(made)
                .keyBy(Part::caller)
                .process("unlikely", () -> new Joining(UNLIKELY, List.of(NEW, MADE), VoipStream::unlikely));
        Stream<Part> shortCalls = talkTime.merge(madeSlow, mean)
                .keyBy(Part::caller)
                .process(
                        "short-calls",
                        () -> new Joining(SHORT, List.of(TALK_TIME, MADE_SLOW, MEAN), VoipStream::shortCalls));
        fanOut.merge(unlikely, shortCalls)
                .keyBy(Part::caller)
                .process("score", () -> new Joining(SCORE, List.of(FAN_OUT, UNLIKELY, SHORT), VoipStream::score))
                .map(Scores::line)
                .named("write");
    }

    private static double fanOut(Map<Part.Kind, Double> parts) {
        return Scores.fanOut(parts.getOrDefault(MADE, 0.0), parts.getOrDefault(RECEIVED, 0.0));
    }

    private static double unlikely(Map<Part.Kind, Double> parts) {
        return Scores.unlikely(parts.getOrDefault(NEW, 0.0), parts.getOrDefault(MADE, 0.0));
    }

    private static double shortCalls(Map<Part.Kind, Double> parts) {
        return Scores.shortCalls(
                parts.getOrDefault(MEAN, 0.0), parts.getOrDefault(TALK_TIME, 0.0), parts.getOrDefault(MADE_SLOW, 0.0));
    }

    private static double score(Map<Part.Kind, Double> parts) {
        return Scores.all(
                parts.getOrDefault(FAN_OUT, 0.0), parts.getOrDefault(UNLIKELY, 0.0), parts.getOrDefault(SHORT, 0.0));
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Set<Call.Pair> pairs = new HashSet<>();
        Map<String, Map<String, Decaying>> rates = new HashMap<>();
        Smoothed mean = Smoothed.NONE;
        for (Line line : feeds.get(0)) {
            for (Call call : Call.parse(line)) {
                boolean isNew = pairs.add(call.pair());
                mean = mean.with((double) call.duration());
                if (!call.established()) {
                    continue;
                }
                String caller = call.caller();
                long now = call.seconds();
                double made = add(rates, "made", caller, 1, now, Decaying.FAST);
                double received = rates.computeIfAbsent("received", any -> new HashMap<>())
                        .getOrDefault(caller, Decaying.NONE)
                        .at(now, Decaying.FAST);
                add(rates, "received", call.callee(), 1, now, Decaying.FAST);
                double madeSlow = add(rates, "made-slow", caller, 1, now, Decaying.SLOW);
                if (!isNew) {
                    continue;
                }
                double toNew = add(rates, "to-new", caller, 1, now, Decaying.FAST);
                double talkTime = add(rates, "talk-time", caller, (double) call.duration(), now, Decaying.SLOW);
                double score = Scores.all(
                        Scores.fanOut(made, received),
                        Scores.unlikely(toNew, made),
                        Scores.shortCalls(mean.mean(), talkTime, madeSlow));
                result.accept(Scores.line(Part.of(call, SCORE, score)));
            }
        }
    }

    private static double add(
            Map<String, Map<String, Decaying>> rates,
            String name,
            String number,
            double amount,
            long now,
            double decay) {
        Map<String, Decaying> ofAll = rates.computeIfAbsent(name, any -> new HashMap<>());
        Decaying next = ofAll.getOrDefault(number, Decaying.NONE).with(amount, now, decay);
        ofAll.put(number, next);
        return next.value();
    }
}
