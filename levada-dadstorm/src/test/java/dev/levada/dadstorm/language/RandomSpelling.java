package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Prints configurations, each time in another spelling, case and spacing, with comments strewn in. */
final class RandomSpelling implements Input.Handler<String>, Routing.Handler<String>, OperatorSpec.Handler<String> {

    private final Random random;

    RandomSpelling(Random random) {
        this.random = random;
    }

    String print(Configuration configuration) {
        List<String> lines = new ArrayList<>(
                configuration.operators().stream().map(this::operator).toList());
        List<String> settings = new ArrayList<>();
        if (configuration.semanticsGiven()) {
            settings.add(
                    cased("Semantics") + gap() + cased(configuration.semantics().spelling()));
        }
        if (configuration.loggingLevel() == LoggingLevel.FULL || random.nextBoolean()) {
            settings.add(cased("LoggingLevel")
                    + gap()
                    + cased(configuration.loggingLevel().spelling()));
        }
        configuration.script().forEach(command -> insertAfterLastCommand(lines, command.script()));
        settings.forEach(setting -> lines.add(random.nextInt(lines.size() + 1), setting));
        String end = one("\n", "\r\n", "\r");
        return one("", "\uFEFF")
                + lines.stream()
                        .map(line -> noise(end) + line.replace("\n", end) + blank() + end)
                        .collect(Collectors.joining());
    }

    /** Commands keep their order among themselves; among operators they may stand anywhere. */
    private void insertAfterLastCommand(List<String> lines, String script) {
        int after = 0;
        for (int i = 0; i < lines.size(); i++) {
            after = lines.get(i).endsWith("\t") ? i + 1 : after;
        }
        lines.add(after + random.nextInt(lines.size() - after + 1), command(script) + "\t");
    }

    private String command(String script) {
        int end = script.indexOf(' ');
        return end < 0
                ? cased(script)
                : cased(script.substring(0, end)) + script.substring(end).replace(" ", gap());
    }

    private String operator(OperatorDefinition operator) {
        String separator = one(",", " , ", ", ", " ");
        return operator.id()
                + clause("INPUT_OPS")
                + operator.inputs().stream().map(input -> input.deliverTo(this)).collect(Collectors.joining(separator))
                + clause("REP_FACT")
                + operator.replicas()
                + clause("ROUTING")
                + operator.routing().deliverTo(this)
                + clause("ADDRESS")
                + operator.addresses().stream().map(ReplicaAddress::url).collect(Collectors.joining(separator))
                + clause("OPERATOR_SPEC")
                + operator.spec().deliverTo(this);
    }

    private String clause(String word) {
        return one(" ", "\n", "\t", "\n\n  ", " \n% note\n")
                + cased(random.nextBoolean() ? word : word.replace("_", gap()))
                + gap();
    }

    @Override
    public String onOperator(Input.FromOperator input) {
        return input.operator();
    }

    @Override
    public String onFile(Input.FromFile input) {
        return quoted(input.path());
    }

    @Override
    public String onPrimary(Routing.Primary routing) {
        return cased("primary");
    }

    @Override
    public String onRandom(Routing.AtRandom routing) {
        return cased("random");
    }

    @Override
    public String onHashing(Routing.Hashing routing) {
        return cased("hashing")
                + one(" %d", "(%d)", " ( %d\t)", " (%d)", "( %d )").formatted(routing.field());
    }

    @Override
    public String onUnique(OperatorSpec.Unique spec) {
        return cased("UNIQ") + gap() + spec.field();
    }

    @Override
    public String onCount(OperatorSpec.Count spec) {
        return cased("COUNT");
    }

    @Override
    public String onDuplicate(OperatorSpec.Duplicate spec) {
        return cased("DUP");
    }

    @Override
    public String onFilter(OperatorSpec.Filter spec) {
        return parameters(
                "FILTER",
                spec.field() + "",
                one("", "\"").transform(quote -> quote + spec.condition().sign() + quote),
                quoted(spec.value()));
    }

    @Override
    public String onCustom(OperatorSpec.Custom spec) {
        return parameters("CUSTOM", quoted(spec.library()), quoted(spec.className()), quoted(spec.method()));
    }

    @Override
    public String onOutput(OperatorSpec.Output spec) {
        return cased("OUTPUT") + spec.path().map(path -> gap() + quoted(path)).orElse("");
    }

    private String parameters(String type, String... parameters) {
        return cased(type) + gap() + String.join(one(",", ", ", " ", "\t,"), parameters);
    }

    /** Leaves the quotes out only where the text can do without. */
    private String quoted(String text) {
        boolean bare = text.chars().allMatch(letter -> Character.isLetterOrDigit(letter) || letter == '.')
                && !text.equals("rep");
        return bare && random.nextBoolean()
                ? text
                : one("\"%s\"", "\u201C%s\u201D", "\u201D%s\u201D").formatted(text);
    }

    private String cased(String word) {
        return switch (random.nextInt(3)) {
            case 0 -> word.toLowerCase(Locale.ROOT);
            case 1 -> word.toUpperCase(Locale.ROOT);
            default -> word;
        };
    }

    private String noise(String end) {
        return one("", "", "  ", end, "% INPUT_OPS \"" + end, "  %% Start OP0" + end);
    }

    private String gap() {
        return one(" ", " ", "\t", "   ", "\u00A0");
    }

    private String blank() {
        return one("", " ", " \t");
    }

    private String one(String... some) {
        return some[random.nextInt(some.length)];
    }
}
