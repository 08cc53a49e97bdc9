package dev.levada.dadstorm;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.dadstorm.file.TupleFiles;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.Input;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.language.Routing;
import dev.levada.dadstorm.operator.Emissions;
import dev.levada.dadstorm.operator.Stages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a configuration as a topology. */
final class TopologyWriter {
    private static final RoutingPartitioning PARTITIONINGS = new RoutingPartitioning();

    private final Topology topology;
    private final Configuration configuration;
    private final Resources resources;
    private final ErrorPolicy customErrors;
    private final Map<String, Emissions> emissions;
    private final Map<String, Stream<List<String>>> streams = new HashMap<>();

    private TopologyWriter(
            String job,
            Configuration configuration,
            Resources resources,
            ErrorPolicy customErrors,
            Map<String, Emissions> emissions) {
        this.topology = Topology.named(job);
        this.configuration = configuration;
        this.resources = resources;
        this.customErrors = customErrors;
        this.emissions = emissions;
    }

    static Topology write(
            String job,
            Configuration configuration,
            Resources resources,
            ErrorPolicy customErrors,
            Map<String, Emissions> emissions) {
        TopologyWriter writer = new TopologyWriter(job, configuration, resources, customErrors, emissions);
        SourcesFirst.order(configuration).forEach(writer::write);
        return writer.topology;
    }

    /** The operator that a stage is part of: its name begins with the id, and no id has a point or a bracket. */
    static String operatorOf(String stage) {
        int end = 0;
        while (end < stage.length() && stage.charAt(end) != '.' && stage.charAt(end) != '<') {
            end++;
        }
        return stage.substring(0, end);
    }

    private void write(OperatorDefinition operator) {
        Partitioning spread = operator.routing().deliverTo(PARTITIONINGS);
        Inputs inputs = new Inputs(operator);
        Stream<List<String>> merged = operator.inputs().stream()
                .map(input -> input.deliverTo(inputs).partition(spread))
                .reduce(Stream::merge)
                .orElseThrow(() -> new IllegalStateException("operator %s has no input".formatted(operator.id())));
        Stages stages = new Stages(operator, merged, emissionsOf(operator));
        streams.put(operator.id(), operator.spec().deliverTo(new Specs(operator, stages)));
    }

    private Emissions emissionsOf(OperatorDefinition operator) {
        Emissions found = emissions.get(operator.id());
        if (found == null) {
            throw new IllegalStateException("nobody counts what operator %s emits".formatted(operator.id()));
        }
        return found;
    }

    private Stream<List<String>> streamOf(String operator) {
        Stream<List<String>> stream = streams.get(operator);
        if (stream == null) {
            throw new IllegalStateException("operator %s is read before it is written".formatted(operator));
        }
        return stream;
    }

    private boolean isConsumed(String operator) {
        return configuration.operators().stream()
                .flatMap(each -> each.inputs().stream())
                .anyMatch(input -> input instanceof Input.FromOperator from
                        && from.operator().equals(operator));
    }

    /** What an operator reads. */
    private final class Inputs implements Input.Handler<Stream<List<String>>> {
        private final OperatorDefinition reader;

        Inputs(OperatorDefinition reader) {
            this.reader = reader;
        }

        @Override
        public Stream<List<String>> onOperator(Input.FromOperator input) {
            return streamOf(input.operator());
        }

        @Override
        public Stream<List<String>> onFile(Input.FromFile input) {
            return topology.from(reader.id() + "<" + input.path(), TupleFiles.source(resources.file(input)))
                    .parallelism(1);
        }
    }

    /** What an operator does. */
    private final class Specs implements OperatorSpec.Handler<Stream<List<String>>> {
        private final OperatorDefinition operator;
        private final Stages stages;

        Specs(OperatorDefinition operator, Stages stages) {
            this.operator = operator;
            this.stages = stages;
        }

        @Override
        public Stream<List<String>> onUnique(OperatorSpec.Unique spec) {
            return stages.unique(spec.field());
        }

        @Override
        public Stream<List<String>> onCount(OperatorSpec.Count spec) {
            return stages.counting();
        }

        @Override
        public Stream<List<String>> onDuplicate(OperatorSpec.Duplicate spec) {
            return stages.passing();
        }

        @Override
        public Stream<List<String>> onFilter(OperatorSpec.Filter spec) {
            return stages.filtering(spec);
        }

        @Override
        public Stream<List<String>> onCustom(OperatorSpec.Custom spec) {
            return stages.custom(resources.code(spec), customErrors);
        }

        @Override
        public Stream<List<String>> onOutput(OperatorSpec.Output spec) {
            Stream<List<String>> tuples = stages.passing();
            if (spec.path().isPresent()) {
                tuples.to(operator.id() + ">" + spec.path().get(), TupleFiles.sink(resources.output(spec)));
            } else if (isConsumed(operator.id())) {
                // An end of its own beside the consumers, for whoever picks up the job's output.
                tuples.map(tuple -> tuple).named(operator.id() + ".output").parallelism(1);
            }
            return tuples;
        }
    }

    /** How the input of an operator is spread. A tuple that lacks the field is hashed as if the field were empty. */
    private static final class RoutingPartitioning implements Routing.Handler<Partitioning> {

        @Override
        public Partitioning onPrimary(Routing.Primary routing) {
            return Partitioning.global();
        }

        @Override
        public Partitioning onRandom(Routing.AtRandom routing) {
            return Partitioning.random();
        }

        @Override
        public Partitioning onHashing(Routing.Hashing routing) {
            int field = routing.field();
            return Partitioning.<List<String>>byKey(tuple -> field <= tuple.size() ? tuple.get(field - 1) : "");
        }
    }
}
