package dev.levada.bench.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.bench.services.Store;
import dev.levada.bench.services.StoreService;
import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.consensus.Timings;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.ratis.protocol.RaftClientReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
final class HandMadeGroupTest {

    @Test
    void whatIsMadeByHandAlsoGoesOnWithoutItsLeader(@TempDir Path directory) throws Exception {
        try (Store store =
                new ByHandService().open(new StoreService.Group(3, directory, Timings.standard(), Optional.empty()))) {
            store.awaitWhole();
            store.put("a", "1").join();
            assertThat(value(store, "a")).isEqualTo("1");

            assertThat(store.strike(MemberFault.KILL_LEADER)).startsWith("m");
            store.put("a", "2").join();
            assertThat(value(store, "a")).isEqualTo("2");
            store.heal();
            store.awaitWhole();

            assertThat(store.strike(MemberFault.FREEZE_LEADER)).startsWith("m");
            store.put("a", "3").join();
            store.heal();
            store.awaitWhole();
            assertThat(value(store, "a")).isEqualTo("3");
        }
    }

    private static String value(Store store, String key) {
        return ((RaftClientReply) store.get(key).join())
                .getMessage()
                .getContent()
                .toStringUtf8();
    }
}
