package dev.levada.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report: JSON for scripts to read, or a page. The library behind JSON is loaded when the first text is made. */
public final class JsonFile {
    private final Path file;

    private JsonFile(Path file) {
        this.file = file;
    }

    /**
     * A file to be written later. Says at once if it cannot be.
     *
     * @throws CommandException if there can be no such file
     */
    public static JsonFile at(Path file) {
        if (Files.isDirectory(file)) {
            throw CommandException.badInput("report '%s' is a directory; name a file in it".formatted(file));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(".").normalize());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return new JsonFile(file);
    }

    /** Writes the file, whole, in place of what stood there. */
    public void write(Map<String, Object> content) {
        write(text(content) + "\n");
    }

    /** The same, with a text that is made elsewhere: a page, say. */
    public void write(String text) {
        Path target = file.toAbsolutePath();
        Path hidden = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.writeString(hidden, text);
            Files.move(hidden, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** The text, indented, with the keys in the order of the map. */
    public static String text(Map<String, Object> content) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(content);
    }

    private static CommandException unwritable(Path file, IOException cause) {
        return CommandException.badInput(
                "report '%s' cannot be written: %s; name a file in a directory that user '%s' may write to"
                        .formatted(file, cause, System.getProperty("user.name")),
                cause);
    }
}
