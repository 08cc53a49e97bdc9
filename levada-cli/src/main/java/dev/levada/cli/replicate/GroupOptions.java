package dev.levada.cli.replicate;

import dev.levada.replication.consensus.Timings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a group of members is like: what all commands that start one have in common. */
final class GroupOptions {
    @Option(
            names = "--timings",
            paramLabel = "NAME",
            completionCandidates = TimingLabels.class,
            description = "How long silence of a leader is borne: default (0.5 to 1 s) or fast (0.3 to 0.6 s).")
    private String timings = TimingLabels.DEFAULT;

    @Option(
            names = "--consensus",
            paramLabel = "NAME",
            completionCandidates = ConsensusNames.class,
            description = ConsensusNames.HELP)
    private @Nullable String consensus;

    Timings timings() {
        return TimingLabels.parse(timings);
    }

    Optional<String> consensus() {
        return ConsensusNames.parse(consensus);
    }
}
