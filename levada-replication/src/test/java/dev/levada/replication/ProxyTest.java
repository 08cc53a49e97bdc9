package dev.levada.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyTest {

    interface Ledger extends AutoCloseable {
        @Command
        long add(String account, long amount);

        @Command
        void note(List<String> words);

        @Query
        Map<String, Long> accounts();

        @Query
        int notes();

        @Query
        @Nullable
        String last();

        @Override
        void close();
    }

    static final class LedgerObject implements Ledger {
        private final Map<String, Long> accounts = new TreeMap<>();
        private final List<String> words = new ArrayList<>();
        private @Nullable String last;
        private int notes;

        @Override
        public long add(String account, long amount) {
            if (amount < 0) {
                throw new IllegalArgumentException("amounts are positive, was " + amount);
            }
            return accounts.merge(account, amount, Long::sum);
        }

        @Override
        public void note(List<String> more) {
            words.addAll(more);
            last = more.get(0);
            notes++;
        }

        @Override
        public Map<String, Long> accounts() {
            return accounts;
        }

        @Override
        public int notes() {
            return notes + words.size() * 100;
        }

        @Override
        public @Nullable String last() {
            return last;
        }

        @Override
        public void close() {
            throw new AssertionError("closing the group is no call of the object");
        }
    }

    @Test
    void callsOfAnInterfaceAreCommandsAndQueries(@TempDir Path directory) {
        for (int life = 1; life <= 3; life++) {
            try (Ledger ledger = Replicated.proxy(Ledger.class, LedgerObject::new)
                    .replicas(1)
                    .snapshotEntries(2)
                    .directory(directory)
                    .start()) {
                assertThat(ledger.last()).isEqualTo(life == 1 ? null : "x");
                assertThat(ledger.add("a", 5)).isEqualTo(5L * life);
                ledger.note(List.of("x", "y"));
                assertThat(ledger.notes()).isEqualTo(201 * life);
                assertThat(ledger.accounts()).containsExactly(Map.entry("a", 5L * life));
            }
        }
    }

    @Test
    void whatTheObjectThrowsReachesTheCaller() {
        try (Ledger ledger =
                Replicated.proxy(Ledger.class, LedgerObject::new).replicas(1).start()) {
            assertThatThrownBy(() -> ledger.add("a", -1))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("amounts are positive, was -1");
            assertThat(ledger.add("a", 1)).isEqualTo(1);
        }
    }

    interface Unclear {
        long next();
    }

    @Test
    void aMethodThatIsNeitherCommandNorQueryIsNamed() {
        assertThatThrownBy(() -> Replicated.proxy(Unclear.class, () -> () -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unclear.next() must be a @Command");
    }
}
