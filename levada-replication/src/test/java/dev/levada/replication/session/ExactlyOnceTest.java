package dev.levada.replication.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExactlyOnceTest {
    private static final int STEPS = 200;
    private static final int SEEDS = 500;

    @Test
    void eachCommandIsAppliedOnceOnEveryMemberAlikeWhateverComesTwiceOrLate() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(new GroupWorld(seed, GroupWorld.Bug.NONE).run(STEPS))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = GroupWorld.Bug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void plantedBugsAreFound(GroupWorld.Bug bug) {
        assertThat(LongStream.rangeClosed(1, 200)
                        .filter(seed -> !new GroupWorld(seed, bug).run(STEPS).isEmpty())
                        .findFirst())
                .isPresent();
    }
}
