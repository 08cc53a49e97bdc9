package dev.levada.bench.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a measurement came to.
 *
 * @param bench which one it was
 * @param at when it began
 * @param settings what it was asked to do, but for what makes its configurations differ
 * @param baseline what a configuration is measured against: the one that is the same but for these; empty if there is
 *     none
 * @param configurations in the order in which they are to be shown
 */
public record Results(
        String bench,
        Instant at,
        Environment environment,
        Map<String, String> settings,
        Map<String, String> baseline,
        List<Configuration> configurations) {

    public Results {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        baseline = Collections.unmodifiableMap(new LinkedHashMap<>(baseline));
        configurations = List.copyOf(configurations);
    }

    /** The same with other configurations. */
    public Results with(List<Configuration> others) {
        return new Results(bench, at, environment, settings, baseline, others);
    }

    public boolean exact() {
        return configurations.stream().allMatch(Configuration::exact);
    }

    /** The configuration that is made of these, whatever their order. */
    public Optional<Configuration> find(Map<String, String> of) {
        return configurations.stream().filter(each -> each.of().equals(of)).findFirst();
    }

    /** What a configuration is measured against; empty if that was not run, or it is that one itself. */
    public Optional<Configuration> baselineOf(Configuration configuration) {
        Map<String, String> of = new LinkedHashMap<>(configuration.of());
        baseline.forEach((key, value) -> of.computeIfPresent(key, (any, before) -> value));
        return of.equals(configuration.of()) ? Optional.empty() : find(of);
    }

    /**
     * A figure of each run against that of the run of the baseline in the same round: what makes the whole machine slow
     * for a while is in both. Empty if they have not the same number of runs.
     */
    public double[] againstBaseline(Configuration configuration, Figure figure) {
        double[] own = configuration.values(figure);
        double[] others =
                baselineOf(configuration).map(each -> each.values(figure)).orElse(new double[0]);
        if (own.length != others.length) {
            return new double[0];
        }
        double[] ratios = new double[own.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own[i] / others[i];
        }
        return ratios;
    }

    /** A name for people: what tells a configuration from the others here. */
    public String label(Configuration configuration) {
        List<String> words = new ArrayList<>();
        configuration.of().forEach((key, value) -> {
            if (configurations.stream()
                    .anyMatch(other -> !value.equals(other.of().get(key)))) {
                words.add(spoken(key, value));
            }
        });
        return words.isEmpty()
                ? configuration.of().entrySet().stream()
                        .map(each -> spoken(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "))
                : String.join(", ", words);
    }

    /** What configurations are measured against, for people. */
    public String baselineLabel() {
        return baseline.entrySet().stream()
                .map(each -> spoken(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Of numbers and nothing it has to be told what they are of. */
    public static String spoken(String key, String value) {
        return value.matches("[0-9.]+") || value.equals("none") ? key + " " + value : value;
    }
}
