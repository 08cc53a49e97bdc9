package dev.levada.dadstorm.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws sound configurations. Positions are all the same and mean nothing. */
final class RandomConfiguration {

    private static final SourcePosition NOWHERE = new SourcePosition("drawn", 1, 1);
    private static final List<String> TEXTS = List.of(
            "plain.csv",
            "C:\\data\\in (1).csv",
            "two words",
            "a,b",
            "50%",
            "%",
            "it's",
            "REP_FACT",
            "rep",
            "x=y",
            "-",
            "\u00E9");

    private final Random random;

    RandomConfiguration(Random random) {
        this.random = random;
    }

    Configuration draw() {
        List<OperatorDefinition> operators = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            operators.add(operator(i, operators));
        }
        List<Command> script = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> command(operators))
                .toList();
        boolean semanticsGiven = random.nextBoolean();
        return new Configuration(
                semanticsGiven ? one(List.of(Semantics.values())) : Semantics.AT_MOST_ONCE,
                semanticsGiven,
                one(List.of(LoggingLevel.values())),
                operators,
                script);
    }

    private OperatorDefinition operator(int number, List<OperatorDefinition> before) {
        List<Input> inputs = new ArrayList<>();
        before.stream()
                .filter(operator -> random.nextInt(3) == 0)
                .forEach(operator -> inputs.add(new Input.FromOperator(NOWHERE, operator.id())));
        if (inputs.isEmpty() || random.nextBoolean()) {
            inputs.add(random.nextInt(inputs.size() + 1), new Input.FromFile(NOWHERE, one(TEXTS)));
        }
        int replicas = 1 + random.nextInt(3);
        List<ReplicaAddress> addresses = IntStream.range(0, replicas)
                .mapToObj(replica -> address("host" + number + ".example", 20_000 + replica))
                .toList();
        String id = one(List.of("OP", "", "_op", "Start")) + number;
        return new OperatorDefinition(NOWHERE, id, inputs, replicas, routing(), addresses, spec());
    }

    private static ReplicaAddress address(String host, int port) {
        return new ReplicaAddress(NOWHERE, host, port, "op", "tcp://" + host + ":" + port + "/op");
    }

    private Routing routing() {
        return switch (random.nextInt(3)) {
            case 0 -> new Routing.Primary(NOWHERE);
            case 1 -> new Routing.AtRandom(NOWHERE);
            default -> new Routing.Hashing(NOWHERE, field());
        };
    }

    private OperatorSpec spec() {
        return switch (random.nextInt(7)) {
            case 0 -> new OperatorSpec.Unique(NOWHERE, field());
            case 1 -> new OperatorSpec.Count(NOWHERE);
            case 2 -> new OperatorSpec.Duplicate(NOWHERE);
            case 3 -> new OperatorSpec.Filter(NOWHERE, field(), one(List.of(Condition.values())), one(TEXTS));
            case 4 -> new OperatorSpec.Custom(NOWHERE, one(TEXTS), one(TEXTS), one(TEXTS));
            case 5 -> new OperatorSpec.Output(NOWHERE, Optional.empty());
            default -> new OperatorSpec.Output(NOWHERE, Optional.of(one(TEXTS)));
        };
    }

    private Command command(List<OperatorDefinition> operators) {
        OperatorDefinition operator = one(operators);
        int replica = random.nextInt(operator.replicas());
        Target target = new Target(operator.id(), replica);
        Duration pause = Duration.ofMillis(random.nextInt(Integer.MAX_VALUE));
        return switch (random.nextInt(9)) {
            case 0 -> new Command.Start(NOWHERE, operator.id());
            case 1 -> new Command.Interval(NOWHERE, operator.id(), pause);
            case 2 -> new Command.Status(NOWHERE, Optional.empty(), OptionalInt.empty());
            case 3 -> new Command.Status(NOWHERE, Optional.of(operator.id()), OptionalInt.empty());
            case 4 -> new Command.Status(NOWHERE, Optional.of(operator.id()), OptionalInt.of(replica));
            case 5 -> new Command.Crash(NOWHERE, target);
            case 6 -> new Command.Freeze(NOWHERE, target);
            case 7 -> new Command.Unfreeze(NOWHERE, target);
            default -> new Command.Wait(NOWHERE, pause);
        };
    }

    private int field() {
        return random.nextInt(10) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(9);
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
