package dev.levada.junit;

import dev.levada.testkit.FailedSeedError;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** See {@link LevadaTest}. */
public final class LevadaExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LevadaExtension.class);
    private static final String SEED = "levada.seed";
    private static final String TRACE = "levada.trace";

    /** For JUnit. */
    public LevadaExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestKit.class;
    }

    /** The kit of a test, always the same one. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestKit kit = new TestKit(
                seed(context),
                context.getConfigurationParameter(TRACE)
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                System.out::println);
        context.getStore(STORE).put(TestKit.class, kit);
        return kit;
    }

    private static OptionalLong seed(ExtensionContext context) {
        Optional<String> given = context.getConfigurationParameter(SEED);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(given.get()));
        } catch (NumberFormatException e) {
            throw new ExtensionConfigurationException(
                    "%s must be a whole number, as a failed test has printed it, was '%s'".formatted(SEED, given.get()),
                    e);
        }
    }

    /** Says with which seed the test failed, on the error stream and beside the failure, and lets it fail. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        TestKit kit = context.getStore(STORE).get(TestKit.class, TestKit.class);
        if (kit != null) {
            long seed = failure instanceof FailedSeedError failed ? failed.seed() : kit.seed();
            String again = "%s.%s failed with seed %d; to see it again: -D%s=%d (and -D%s=true for all that happens)"
                    .formatted(
                            context.getRequiredTestClass().getSimpleName(),
                            context.getRequiredTestMethod().getName(),
                            seed,
                            SEED,
                            seed,
                            TRACE);
            context.publishReportEntry(SEED, Long.toString(seed));
            System.err.println("levada: " + again);
            failure.addSuppressed(new SeedNote(again));
        }
        throw failure;
    }
}
