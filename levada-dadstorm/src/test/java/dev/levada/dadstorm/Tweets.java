package dev.levada.dadstorm;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small world of people who share pages. */
final class Tweets {

    /** Five tweets share the spring: ana (twice), duarte, graca and ines; one, by hugo, shares the lock. */
    static final String TWEETS = """
            %% id, user, url

            1, ana, "www.spring.example"
            2, bruno, "www.mill.example"
            3, carla, "www.terrace.example"
            4, duarte, "www.orchard.example"
            5, elsa, "www.weir.example"
            6, duarte, "www.spring.example"
            7, bruno, "www.terrace.example"
            % a comment among the data
            8, filipe, "www.weir.example"
            9, graca, "www.spring.example"
            10, ana, "www.spring.example"
            11, hugo, "www.lock.example"
            12, ines, "www.spring.example"
            """;

    /** Those who share the spring have 13 followers, ana's counted twice, seven of them different. */
    static final String FOLLOWERS = """
            ana, u1, u11, u12
            duarte, u10, u11
            graca, u2
            ines, u14, u2
            hugo, u10
            ines, u6, u2
            """;

    static final String LIBRARY = """
            import java.io.*;
            import java.util.*;

            public class Followers {
                private final Map<String, List<List<String>>> followers = new HashMap<>();

                public Followers() throws IOException {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(Followers.class.getResourceAsStream("followers.dat")))) {
                        lines.lines().forEach(line -> {
                            String[] names = line.split(", ");
                            for (int i = 1; i < names.length; i++) {
                                followers.computeIfAbsent(names[0], user -> new ArrayList<>()).add(List.of(names[i]));
                            }
                        });
                    }
                }

                public List<List<String>> getFollowers(List<String> tuple) {
                    return followers.getOrDefault(tuple.get(1), List.of());
                }
            }
            """;

    private Tweets() {}

    /** A hundred tweets, 41 of them of the spring. */
    static String hundred() {
        return IntStream.range(0, 100)
                .mapToObj(id -> "%d, user%d, %s".formatted(id, id % 9, id * 41 % 100 < 41 ? "spring" : "mill"))
                .collect(Collectors.joining("\n"));
    }
}
