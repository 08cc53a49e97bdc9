package dev.levada.dadstorm.operator;

import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.library.CustomCode;
import java.util.List;
import java.util.function.Supplier;

/** Adds an operator to a job. Its input is spread over the replicas already. */
public final class Stages {
    private final OperatorDefinition operator;
    private final Stream<List<String>> input;
    private final Emissions emissions;

    public Stages(OperatorDefinition operator, Stream<List<String>> input, Emissions emissions) {
        this.operator = operator;
        this.input = input;
        this.emissions = emissions;
    }

    /** The name of the stage that keeps what an operator remembers. */
    public static String stateOf(String operator) {
        return operator + ".state";
    }

    /** Passes every tuple on. */
    public Stream<List<String>> passing() {
        return replicas(() -> new Passing(emissions));
    }

    /** Passes on what meets a condition; a tuple without the field is an error, and left out. */
    public Stream<List<String>> filtering(OperatorSpec.Filter spec) {
        TupleCondition condition = TupleCondition.of(spec);
        return replicas(() -> new Filtering(condition, emissions)).onError(ErrorPolicy.skip());
    }

    /** Passes on what a user's method makes of each tuple; each replica has a thread, as the method may wait. */
    public Stream<List<String>> custom(CustomCode code, ErrorPolicy onError) {
        return replicas(() -> new Custom(code, emissions)).onError(onError).blocking();
    }

    /** Passes on the first tuple of each value of a field; a tuple without the field is an error, and left out. */
    public Stream<List<String>> unique(int field) {
        FieldNumber number = new FieldNumber(field, "UNIQ");
        return remembering(
                replicas(() -> new Receiving(number::require))
                        .onError(ErrorPolicy.skip())
                        .keyBy(received -> number.of(received.tuple())),
                () -> new Unique(emissions),
                operator.replicas());
    }

    /** Answers each tuple with how many there were, itself included. */
    public Stream<List<String>> counting() {
        return remembering(
                replicas(() -> new Receiving(tuple -> {})).keyBy(received -> ""), () -> new Counting(emissions), 1);
    }

    private <R> Stream<R> replicas(Supplier<? extends Processor<List<String>, R>> processors) {
        return input.process(operator.id(), processors)
                .parallelism(operator.replicas())
                .apart();
    }

    private Stream<List<String>> remembering(
            KeyedStream<String, Received> received,
            Supplier<? extends Processor<Received, List<String>>> processors,
            int tasks) {
        return received.process(stateOf(operator.id()), processors).parallelism(tasks);
    }
}
