package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of file names as in {@link java.nio.file.FileSystem#getPathMatcher}, its parts separated by a slash; but
 * {@code **}{@code /} stands for no directory, too, and hidden files and directories are never found.
 *
 * @param base the directory in front of the first part that is a pattern; may be empty
 */
record Glob(String pattern, Path base, PathMatcher matcher) {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");
    // Not within braces, which cannot be nested.
    private static final Pattern ANY_DIRECTORIES = Pattern.compile("\\*\\*/(?![^{]*})");

    static boolean isGlob(String name) {
        return SPECIAL.matcher(name).find();
    }

    static Glob of(String pattern) {
        String fixed = SPECIAL.split(pattern, 2)[0];
        Path base = Path.of(fixed.substring(0, fixed.lastIndexOf('/') + 1));
        String spelled = ANY_DIRECTORIES.matcher(pattern).replaceAll("{**/,}");
        try {
            return new Glob(pattern, base, FileSystems.getDefault().getPathMatcher("glob:" + spelled));
        } catch (PatternSyntaxException e) {
            throw new BadInputException(
                    "input '%s' is neither a file nor a pattern: %s".formatted(pattern, e.getDescription()), e);
        }
    }

    /** The regular files that match, in no order. */
    List<Path> files() throws IOException {
        Walk walk = new Walk();
        if (Files.isDirectory(base)) {
            Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth(), walk);
        }
        return walk.found;
    }

    private int depth() {
        return pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) pattern.chars().filter(c -> c == '/').count();
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            boolean hidden = !directory.equals(base) && Files.isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && !Files.isHidden(file) && matcher.matches(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            // A link that leads back up, or to nothing, or a file that went away: nothing to read there.
            if (problem instanceof FileSystemLoopException || problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw new BadInputException(
                    "input '%s' cannot be looked for in '%s': %s".formatted(pattern, file, problem), problem);
        }
    }
}
