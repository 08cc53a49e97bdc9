package dev.levada.dadstorm.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where what a configuration names is looked for: beside the configuration, then in the working directory. */
public final class SearchPath {
    private final Path configuration;

    private SearchPath(Path configuration) {
        this.configuration = configuration;
    }

    public static SearchPath beside(Path configuration) {
        return new SearchPath(configuration);
    }

    /**
     * The first place where something of a kind is found.
     *
     * @param typed a path as a configuration writes it; where no such file is, its backslashes are read as slashes
     */
    public Optional<Path> find(String typed, Predicate<Path> kind) {
        return find(List.of(typed), kind);
    }

    /** The same for several names: all of them beside the configuration, then all in the working directory. */
    public Optional<Path> find(List<String> typed, Predicate<Path> kind) {
        List<Path> paths = typed.stream()
                .flatMap(name -> Stream.of(name, name.replace('\\', '/')))
                .flatMap(name -> path(name).stream())
                .toList();
        return Stream.concat(paths.stream().map(configuration::resolveSibling), paths.stream())
                .filter(kind)
                .findFirst();
    }

    /** Where an output goes, there or not: beside the configuration, if the path does not say better. */
    public Optional<Path> output(String typed) {
        return path(typed).map(configuration::resolveSibling);
    }

    /** Names the directories, for a message. */
    @Override
    public String toString() {
        return directories().map(Path::toString).collect(Collectors.joining(" and in "));
    }

    private Stream<Path> directories() {
        return Stream.of(
                        configuration.toAbsolutePath().resolveSibling(""),
                        Path.of("").toAbsolutePath())
                .map(Path::normalize)
                .distinct();
    }

    private static Optional<Path> path(String typed) {
        try {
            return Optional.of(Path.of(typed));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no such name can exist, so nothing is found under it
        }
    }
}
