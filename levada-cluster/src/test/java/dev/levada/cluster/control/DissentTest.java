package dev.levada.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cluster.control.Dissent.Verdict;
import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DissentTest {
    private static final TaskId TASK = new TaskId("count", 0);
    private static final List<Location> ALIVE = List.of(new Location(1, 1), new Location(2, 4), new Location(3, 1));

    private final Dissent dissent = new Dissent();

    private Verdict heard(int worker, long state, long epoch, int replicas) {
        return dissent.heard(new Report.Differs(TASK, 7, epoch, state, "so"), worker, replicas);
    }

    @Test
    void oneOfThreeIsWrongAgainstTwo() {
        assertThat(heard(2, 40, 5, 3)).isEqualTo(Verdict.FOLLOWER_DIFFERS);
        assertThat(dissent.states(List.of(TASK))).isEmpty();
        assertThat(dissent.mayLead(TASK, ALIVE)).isEqualTo(ALIVE);
    }

    @Test
    void twoOfThreeThatAgreeAreRightAgainstTheLeader() {
        heard(2, 40, 5, 3);

        assertThat(heard(3, 40, 5, 3)).isEqualTo(Verdict.LEADER_DIFFERS);
        assertThat(dissent.states(List.of(TASK, new TaskId("other", 0)))).isEqualTo(Map.of(TASK, 40L));
        assertThat(dissent.mayLead(TASK, ALIVE)).containsExactly(new Location(2, 4), new Location(3, 1));
    }

    @Test
    void whereNoneOfThoseIsLeftWhoeverIsThereIsAsked() {
        heard(2, 40, 5, 3);
        heard(3, 40, 5, 3);

        assertThat(dissent.mayLead(TASK, ALIVE.subList(0, 1))).containsExactly(new Location(1, 1));
    }

    @Test
    void whoFailsToLeadIsAskedNoMoreAndThenNobodyIsLeft() {
        heard(2, 40, 5, 3);
        heard(3, 40, 5, 3);

        assertThat(dissent.leavesNobody(TASK, 7, 1, ALIVE)).isFalse(); // the one that was given up
        assertThat(dissent.leavesNobody(TASK, 8, 3, ALIVE)).isFalse();
        assertThat(dissent.mayLead(TASK, ALIVE)).containsExactly(new Location(2, 4));
        assertThat(dissent.leavesNobody(TASK, 9, 2, ALIVE)).isTrue();
    }

    @Test
    void whoIsNotAliveLeadsNoMore() {
        heard(2, 40, 5, 3);
        heard(3, 40, 5, 3);

        assertThat(dissent.leavesNobody(TASK, 8, 3, ALIVE.subList(0, 1))).isTrue();
    }

    @Test
    void whereNobodyDiffersAFailureLeavesTheOthers() {
        assertThat(dissent.leavesNobody(TASK, 8, 3, List.of())).isFalse();
    }

    @Test
    void nobodyIsRightWhereAllThreeDiffer() {
        heard(2, 40, 5, 3);

        assertThat(heard(3, 41, 5, 3)).isEqualTo(Verdict.NOBODY_AGREES);
    }

    @Test
    void ofFiveThreeHaveToAgree() {
        assertThat(heard(2, 40, 5, 5)).isEqualTo(Verdict.FOLLOWER_DIFFERS);
        assertThat(heard(3, 40, 5, 5)).isEqualTo(Verdict.FOLLOWER_DIFFERS);
        assertThat(heard(4, 41, 5, 5)).isEqualTo(Verdict.FOLLOWER_DIFFERS);
        assertThat(heard(5, 40, 5, 5)).isEqualTo(Verdict.LEADER_DIFFERS);
        assertThat(dissent.mayLead(TASK, List.of(new Location(4, 1), new Location(5, 1))))
                .containsExactly(new Location(5, 1));
    }

    @Test
    void whereThreeOfFiveCannotAgreeAnyMoreNobodyIsRight() {
        heard(2, 40, 5, 5);
        heard(3, 41, 5, 5);

        assertThat(heard(4, 42, 5, 5)).isEqualTo(Verdict.NOBODY_AGREES);
    }

    @Test
    void whoSaysItTwiceCountsOnce() {
        heard(2, 40, 5, 3);

        assertThat(heard(2, 40, 5, 3)).isEqualTo(Verdict.KNOWN);
        assertThat(dissent.states(List.of(TASK))).isEmpty();
    }

    @Test
    void statesOfDifferentEpochsAreNotCompared() {
        heard(2, 40, 5, 3);

        assertThat(heard(3, 40, 6, 3)).isEqualTo(Verdict.FOLLOWER_DIFFERS);
        assertThat(heard(1, 40, 5, 3)).as("late").isEqualTo(Verdict.KNOWN);
    }

    @Test
    void whatAnEarlierAttemptDidIsNoMeasure() {
        heard(2, 40, 5, 3);

        assertThat(dissent.heard(new Report.Differs(TASK, 8, 5, 40, "so"), 3, 3))
                .isEqualTo(Verdict.FOLLOWER_DIFFERS);
    }

    @Test
    void aSnapshotOfTheNextLeaderEndsIt() {
        heard(2, 40, 5, 3);
        heard(3, 40, 5, 3);

        dissent.complete(TASK, 7);
        assertThat(dissent.states(List.of(TASK)))
                .as("a snapshot of the one that was given up")
                .hasSize(1);

        dissent.complete(TASK, 8);
        assertThat(dissent.states(List.of(TASK))).isEmpty();
    }
}
