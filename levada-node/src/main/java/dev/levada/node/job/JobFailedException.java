package dev.levada.node.job;

/** A job failed. Its cause is the first failure. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobReport report;

    public JobFailedException(JobReport report, Throwable cause) {
        super("job '%s' failed: %s".formatted(report.job(), report.errors().get(0)), cause);
        this.report = report;
    }

    /** What the job had done by then. */
    public JobReport report() {
        return report;
    }
}
