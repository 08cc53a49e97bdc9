package dev.levada.node.standing;

import dev.levada.node.cluster.Submission;

/** Makes ids of jobs: their name or that of their pipeline, as far as it can be part of the name of a process. */
final class JobIds {
    private static final int MAX_CHARS = 24;

    private JobIds() {}

    /** The id but for its number. */
    static String base(Submission submission) {
        String wanted = submission
                .name()
                .orElseGet(() -> ofPipeline(submission.arguments().get(0)));
        String kept = wanted.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        if (kept.isEmpty()) {
            return "job";
        }
        return kept.length() <= MAX_CHARS ? kept : kept.substring(0, MAX_CHARS);
    }

    /** A file by its name, without what comes before and behind. */
    private static String ofPipeline(String word) {
        String file = word.substring(word.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
