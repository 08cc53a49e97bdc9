package dev.levada.dadstorm.language;

import java.util.List;
import java.util.Optional;

/**
 * What a configuration says, checked as far as its text allows.
 *
 * <p>Sources that name operators name operators of this configuration, no operator feeds itself, not even through
 * others, no two replicas share an endpoint, and every command of the script aims at something that is there. Whether
 * files, libraries and hosts exist is not known here.
 *
 * @param semanticsGiven whether the text sets the semantics, or leaves them at their default
 * @param operators at least one, in the order of the text
 * @param script the commands of the same text, in its order; often empty
 */
public record Configuration(
        Semantics semantics,
        boolean semanticsGiven,
        LoggingLevel loggingLevel,
        List<OperatorDefinition> operators,
        List<Command> script) {

    public Configuration {
        operators = List.copyOf(operators);
        script = List.copyOf(script);
    }

    /** Finds an operator; upper and lower case differ. */
    public Optional<OperatorDefinition> operator(String id) {
        return operators.stream().filter(operator -> operator.id().equals(id)).findFirst();
    }
}
