package dev.levada.faults.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.consensus.Timings;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Linearizability.Verdict;
import dev.levada.replication.history.Seen;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
final class MemberLoadTest {
    private static final int OPERATIONS = 1_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void whatClientsSeeIsLinearizableUnderEachFault(MemberFault fault) throws Exception {
        LoadResult result = MemberLoad.run(settings(Optional.of(fault), 2), new Silent());

        assertThat(result.history()).hasSize(OPERATIONS);
        assertThat(result.strikes())
                .hasSize(2)
                .allMatch(strike -> strike.failOverMillis().isPresent());
        assertThat(result.history().stream().filter(seen -> seen.status() == Status.OK))
                .hasSizeGreaterThan(OPERATIONS / 2);
        assertThat(verdict(result.history())).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(verdict(withOneReadThatIsStale(result.history()))).isEqualTo(Verdict.VIOLATED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PARTITION")
    void soItIsByJGroups(MemberFault fault) throws Exception {
        LoadSettings settings = new LoadSettings(
                3, OPERATIONS, 4, 5, Optional.of(fault), 2, 1, Timings.fast(), Optional.of("jgroups"), directory);
        LoadResult result = MemberLoad.run(settings, new Silent());

        assertThat(result.strikes())
                .hasSize(2)
                .allMatch(strike -> strike.failOverMillis().isPresent());
        assertThat(verdict(result.history())).isEqualTo(Verdict.LINEARIZABLE);
    }

    private LoadSettings settings(Optional<MemberFault> fault, int faults) {
        return new LoadSettings(3, OPERATIONS, 4, 5, fault, faults, 1, Timings.fast(), Optional.empty(), directory);
    }

    private static Verdict verdict(List<Seen> history) {
        return Linearizability.check(history, Linearizability.DEFAULT_CONFIGURATIONS)
                .verdict();
    }

    /** The judge must find it: the last look at a key shows what was put first. */
    private static List<Seen> withOneReadThatIsStale(List<Seen> history) {
        Seen last = history.stream()
                .filter(seen -> seen.kind() == Kind.GET && seen.status() == Status.OK)
                .reduce((first, second) -> second)
                .orElseThrow();
        List<Seen> wrong = new ArrayList<>(history);
        wrong.set(
                wrong.indexOf(last),
                new Seen(
                        last.process(),
                        Kind.GET,
                        last.key(),
                        List.of(),
                        Optional.of("-1"),
                        last.callNanos(),
                        last.returnNanos(),
                        Status.OK));
        return wrong;
    }

    private record Silent() implements MemberLoad.Watcher {

        @Override
        public void ended(Seen seen, int count) {}

        @Override
        public void struck(MemberStrike strike) {
            System.out.println(strike);
        }
    }

    @Test
    void whatCannotShowAnythingIsRefused() {
        assertThatThrownBy(() -> new LoadSettings(
                        2,
                        1_000,
                        4,
                        5,
                        Optional.of(MemberFault.KILL_LEADER),
                        1,
                        1,
                        Timings.fast(),
                        Optional.empty(),
                        directory))
                .hasMessageContaining("does not go on without one");
        assertThatThrownBy(() -> new LoadSettings(
                        3,
                        30,
                        4,
                        5,
                        Optional.of(MemberFault.KILL_LEADER),
                        2,
                        1,
                        Timings.fast(),
                        Optional.empty(),
                        directory))
                .hasMessageContaining("at least 40 operations");
        assertThatThrownBy(() -> new LoadSettings(
                        3, 1_000_000, 4, 5, Optional.empty(), 0, 1, Timings.fast(), Optional.empty(), directory))
                .hasMessageContaining("take more keys");
        assertThatThrownBy(() -> new LoadSettings(
                        3,
                        1_000,
                        4,
                        5,
                        Optional.of(MemberFault.PARTITION),
                        1,
                        1,
                        Timings.fast(),
                        Optional.of("jgroups"),
                        directory))
                .hasMessageContaining("take another fault");
        assertThatThrownBy(() -> MemberFault.parse("flood")).hasMessageContaining("kill-leader, kill-follower");
    }
}
