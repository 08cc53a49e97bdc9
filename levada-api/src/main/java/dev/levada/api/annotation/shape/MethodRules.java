package dev.levada.api.annotation.shape;

import dev.levada.api.recovery.Recovery;
import java.util.List;
import java.util.stream.Collectors;

/** What the marked methods must be, each by itself. */
final class MethodRules<E> {
    private static final int MAX_REPLICAS = 32_768;

    private final PipelineShape<E> pipeline;
    private final Findings<E> findings;

    private MethodRules(PipelineShape<E> pipeline, Findings<E> findings) {
        this.pipeline = pipeline;
        this.findings = findings;
    }

    static <E> void check(PipelineShape<E> pipeline, Findings<E> findings) {
        MethodRules<E> rules = new MethodRules<>(pipeline, findings);
        for (MethodShape<E> method : pipeline.methods()) {
            if (method.isAbstract()) {
                findings.on(method, "is abstract; give it a body");
            }
        }
        pipeline.all(Role.SOURCE).forEach(rules::checkSource);
        pipeline.all(Role.STAGE).forEach(rules::checkStage);
        pipeline.all(Role.SINK).forEach(rules::checkSink);
    }

    private void checkSource(MethodShape<E> source) {
        if (!source.parameters().isEmpty()) {
            findings.on(source, "takes %s; a source takes nothing".formatted(names(source.parameters())));
        }
        if (Container.ofSource(source.returns()) == Container.NONE) {
            findings.on(
                    source,
                    "returns %s; a source returns an Iterator, an Iterable or a Stream of its records"
                            .formatted(source.returns().name()));
        }
        checkNoKey(source);
    }

    private void checkStage(MethodShape<E> stage) {
        if (stage.parameters().isEmpty()) {
            findings.on(stage, "takes nothing; a stage takes a record");
        }
        if (stage.returns().isVoid()) {
            findings.on(
                    stage, "returns nothing; a stage returns a record, or an Optional, Stream or Iterable of records");
        }
        stage.settings().ifPresent(settings -> checkSettings(stage, settings));
    }

    private void checkSettings(MethodShape<E> stage, StageSettings settings) {
        if (settings.replicate() < 0 || settings.replicate() > MAX_REPLICAS) {
            findings.on(
                    stage,
                    "has replicate = %d; it must be from 1 to %d, or 0 to leave it to the environment"
                            .formatted(settings.replicate(), MAX_REPLICAS));
        }
        if (settings.onDemand() && stage.key().isPresent()) {
            findings.on(
                    stage, "is scheduled ON_DEMAND, but its key decides which task gets a record; drop one of the two");
        }
        checkRecovery(stage, settings);
    }

    private void checkRecovery(MethodShape<E> stage, StageSettings settings) {
        String label = settings.recover();
        if (label.isEmpty()) {
            return;
        }
        if (Recovery.find(label).isEmpty()) {
            String there = Recovery.named().stream().map(Recovery::label).collect(Collectors.joining(", "));
            findings.on(
                    stage,
                    "has recover = \"%s\", which is none; there are %s, and causal:1 to causal:%d"
                            .formatted(label, there, Recovery.MAX_DOMAINS));
        } else if (label.equals("at-most-once") && (settings.ordered() || pipeline.ordered())) {
            findings.on(
                    stage,
                    "is ordered, but recover = \"at-most-once\" may lose a record that the others wait for;"
                            + " drop one of the two");
        }
    }

    private void checkSink(MethodShape<E> sink) {
        if (sink.parameters().size() != 1) {
            findings.on(sink, "takes %s; a sink takes one record".formatted(names(sink.parameters())));
        }
        if (!sink.returns().isVoid()) {
            findings.on(
                    sink,
                    "returns %s; a sink returns nothing"
                            .formatted(sink.returns().name()));
        }
        checkNoKey(sink);
    }

    private void checkNoKey(MethodShape<E> method) {
        if (method.key().isPresent()) {
            findings.on(method, "is marked @Keyed; only a stage has a key");
        }
    }

    private static String names(List<ItemType> parameters) {
        return parameters.isEmpty()
                ? "nothing"
                : String.join(" and ", parameters.stream().map(ItemType::name).toList());
    }
}
