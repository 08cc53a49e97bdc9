package dev.levada.replication;

import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.sequencer.SequencerProvider;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds providers. */
final class Providers {
    private static final String FOR_SEVERAL = "ratis";

    private Providers() {}

    static ConsensusProvider find(@Nullable String name, int members) {
        String wanted = name != null ? name : members == 1 ? SequencerProvider.NAME : FOR_SEVERAL;
        TreeMap<String, ConsensusProvider> found = new TreeMap<>();
        ServiceLoader.load(ConsensusProvider.class, ConsensusProvider.class.getClassLoader())
                .forEach(provider -> found.put(provider.name(), provider));
        ConsensusProvider provider = found.get(wanted);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "there is no consensus provider '%s', only %s; put levada-replication-%s on the class path"
                            .formatted(wanted, found.keySet(), wanted));
        }
        return provider;
    }
}
