package dev.levada.bench.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Two results side by side: what is the same configuration in both, figure by figure.
 *
 * <p>A difference exceeds the noise if it would come by chance in one of twenty cases at most, by the rank-sum test
 * over single runs. That takes four runs of each at the least: of three and three, one order in ten is the extreme one.
 *
 * @param lines of each pair of configurations, and each figure that both have and that one can be better in
 * @param onlyBefore the labels of configurations that the second has not
 * @param onlyAfter the labels of those that the first has not
 * @param doubts why the whole may mean little, a sentence each
 */
public record Comparison(List<Line> lines, List<String> onlyBefore, List<String> onlyAfter, List<String> doubts) {
    /** Differences that come by chance more often than this are noise. */
    public static final double MOST_CHANCE = 0.05;

    /** With fewer runs of either, nothing can be told. */
    public static final int FEWEST_RUNS = 4;

    private static final double TAIL = 0.05;

    public Comparison {
        lines = List.copyOf(lines);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
        doubts = List.copyOf(doubts);
    }

    /** What is to be said of a difference. */
    public enum Word {
        BETTER,
        WORSE,
        /** As much would come by chance. */
        NOISE,
        /** There are too few runs to tell. */
        FEW
    }

    /**
     * One figure of one configuration.
     *
     * @param relative whether what is compared is the figure against that of the baseline in the same round
     * @param ratio of the medians: after, to before
     * @param least the fifth percentile of the ratios of each run after to each before
     * @param most the 95th of them
     * @param chance that runs of the same thing would differ so
     */
    public record Line(
            String configuration,
            Figure figure,
            boolean relative,
            Spread before,
            Spread after,
            double ratio,
            double least,
            double most,
            double chance,
            Word word) {

        /** The ratio, turned so that above 1 is better. */
        public double gain() {
            return figure.better() == Figure.Better.LESS ? 1 / ratio : ratio;
        }
    }

    /** @param figures which; all that can be better or worse if empty */
    public static Comparison of(Results before, Results after, Set<Figure> figures) {
        List<Line> lines = new ArrayList<>();
        List<String> onlyBefore = new ArrayList<>();
        for (Configuration configuration : before.configurations()) {
            after.find(configuration.of())
                    .ifPresentOrElse(
                            same -> add(lines, before, configuration, after, same, figures),
                            () -> onlyBefore.add(before.label(configuration)));
        }
        List<String> onlyAfter = after.configurations().stream()
                .filter(each -> before.find(each.of()).isEmpty())
                .map(after::label)
                .toList();
        return new Comparison(lines, onlyBefore, onlyAfter, doubts(before, after));
    }

    private static void add(
            List<Line> lines,
            Results before,
            Configuration some,
            Results after,
            Configuration same,
            Set<Figure> figures) {
        for (Figure figure : Figure.values()) {
            if (figure.better() == Figure.Better.UNSAID || (!figures.isEmpty() && !figures.contains(figure))) {
                continue;
            }
            String label = before.label(some);
            add(lines, label, figure, false, some.values(figure), same.values(figure));
            add(lines, label, figure, true, before.againstBaseline(some, figure), after.againstBaseline(same, figure));
        }
    }

    private static void add(
            List<Line> lines, String label, Figure figure, boolean relative, double[] before, double[] after) {
        if (before.length > 0 && after.length > 0) {
            lines.add(line(label, figure, relative, before, after));
        }
    }

    private static Line line(String label, Figure figure, boolean relative, double[] before, double[] after) {
        double[] ratios = Arrays.stream(after)
                .flatMap(one -> Arrays.stream(before).map(other -> one / other))
                .sorted()
                .toArray();
        double ratio = Spread.of(after).median() / Spread.of(before).median();
        double chance = RankSum.chance(before, after);
        return new Line(
                label,
                figure,
                relative,
                Spread.of(before),
                Spread.of(after),
                ratio,
                Spread.quantile(ratios, TAIL),
                Spread.quantile(ratios, 1 - TAIL),
                chance,
                word(figure, Math.min(before.length, after.length), ratio, chance));
    }

    private static Word word(Figure figure, int runs, double ratio, double chance) {
        if (runs < FEWEST_RUNS) {
            return Word.FEW;
        }
        if (chance > MOST_CHANCE || ratio == 1) {
            return Word.NOISE;
        }
        return ratio > 1 == (figure.better() == Figure.Better.MORE) ? Word.BETTER : Word.WORSE;
    }

    private static List<String> doubts(Results before, Results after) {
        List<String> doubts = new ArrayList<>();
        if (!before.bench().equals(after.bench())) {
            doubts.add("one is of '%s', the other of '%s'".formatted(before.bench(), after.bench()));
        }
        if (!before.environment().isLike(after.environment())) {
            doubts.add("they are of different machines, Java versions or flags: only what is against a baseline means"
                    + " something");
        }
        if (!before.settings().equals(after.settings())) {
            doubts.add("they were measured with different settings: %s and %s"
                    .formatted(before.settings(), after.settings()));
        }
        if (!before.exact() || !after.exact()) {
            doubts.add("output of %s was not what it had to be"
                    .formatted(before.exact() ? "the second" : after.exact() ? "the first" : "both"));
        }
        return doubts;
    }
}
