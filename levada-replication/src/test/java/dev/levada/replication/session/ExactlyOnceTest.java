package dev.levada.replication.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void noMemberIsFoundToDifferButTheOneThatDoes() {
        int found = 0;
        for (long seed = 1; seed <= 100; seed++) {
            GroupWorld sound = new GroupWorld(seed, GroupWorld.Bug.NONE);
            sound.run(STEPS);
            assertThat(sound.differing(0)).as("seed %d", seed).isEmpty();

            GroupWorld differs = new GroupWorld(seed, GroupWorld.Bug.MEMBER_DIFFERS);
            differs.run(STEPS);
            assertThat(differs.differing(0)).as("seed %d", seed).isIn(List.of(), List.of("m2"));
            found += differs.differing(0).size();
        }
        assertThat(found).as("seeds of 100 in which it was found").isGreaterThan(50);
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
