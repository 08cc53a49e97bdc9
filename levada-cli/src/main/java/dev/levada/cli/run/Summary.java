package dev.levada.cli.run;

import dev.levada.node.job.JobReport;

/** What a job has done, in a few words. */
final class Summary {

    private Summary() {}

    static String of(JobReport report) {
        return "%,d in, %,d out, %,.0f records/s, %.1f s"
                .formatted(report.recordsIn(), report.recordsOut(), report.throughput(), report.seconds());
    }
}
