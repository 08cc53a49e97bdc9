package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobReport;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job that everybody knows who knows the language, with the faults of its own script. */
@Timeout(60)
final class SampleJobTest {
    private static final int TIME_SCALE = 20;

    @TempDir
    private Path directory;

    @RepeatedTest(10)
    void reachesSevenThoughAReplicaCrashesAndAnotherFreezes() {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .options(DadstormOptions.defaults().withLoopback(true).withTimeScale(TIME_SCALE))
                .tweets()
                .line("OP1 input ops tweets.dat rep fact 2 routing hashing(1) address tcp://192.0.2.4:11000/op,"
                        + " tcp://192.0.2.5:11000/op operator spec FILTER 3,=,\"www.spring.example\"")
                .line("OP2 input ops OP1 rep fact 2 routing random address tcp://192.0.2.6:11000/op,"
                        + " tcp://192.0.2.6:11001/op operator spec CUSTOM mylib.dll,Followers,getFollowers ")
                .line("OP3 input ops OP2 rep fact 2 routing hashing(1) address tcp://192.0.2.8:11000/op,"
                        + " tcp://192.0.2.9:11000/op operator spec UNIQ 1")
                .line(
                        "OP4 input ops OP3 rep fact 1 routing primary address tcp://192.0.2.10:11000/op operator spec COUNT")
                .line("Interval OP1 500")
                .line("Status")
                .start("OP1", "OP2", "OP3", "OP4")
                .line("Status")
                .line("Crash OP1 0")
                .line("Freeze OP2 1")
                .line("Wait 10000")
                .line("Unfreeze OP2 1")
                .line("Status");

        JobReport report = scene.run();

        assertThat(scene.result("OP4")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(report.seconds() - 10.0 / TIME_SCALE).as("without the wait").isLessThan(1);
    }
}
