package dev.levada.node.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A job to be started.
 *
 * @param arguments the words that would follow {@code levada run}, each as it stands: nothing in them is replaced
 * @param directory where relative paths in them begin: an absolute path
 * @param name what the job is to be called; what its pipeline says if empty
 */
public record Submission(List<String> arguments, String directory, Optional<String> name) {

    public Submission {
        arguments = List.copyOf(arguments);
    }
}
