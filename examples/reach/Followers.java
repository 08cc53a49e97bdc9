import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The code behind the CUSTOM operator of reach.config, which calls its library Followers.dll. Levada looks for
 * Followers.jar, a directory Followers and Followers.java, and compiles the last by itself. Each replica has an object
 * of its own.
 */
public class Followers {
    private final Map<String, List<String>> followers = new HashMap<>();

    public Followers() throws IOException {
        // What lies beside this source, or in the jar, is found like this from any working directory.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Followers.class.getResourceAsStream("followers.dat"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("%"))
                    .map(line -> Arrays.asList(line.trim().split("\\s*,\\s*")))
                    .forEach(names -> followers
                            .computeIfAbsent(names.get(0), user -> new ArrayList<>())
                            .addAll(names.subList(1, names.size())));
        }
    }

    /** Gives a tuple [follower] for each follower of the user in field 2. */
    public List<List<String>> getFollowers(List<String> tuple) {
        List<List<String>> tuples = new ArrayList<>();
        for (String follower : followers.getOrDefault(tuple.get(1), List.of())) {
            tuples.add(List.of(follower));
        }
        return tuples;
    }
}
